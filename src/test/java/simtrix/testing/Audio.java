package simtrix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Real audio files, made when they are needed. */
public final class Audio {

  private static final Path FFMPEG = unpacked();

  private Audio() {}

  /** A tone of two seconds in the format that the ending names. */
  public static byte[] tone(String ending, String... encoding) {
    return tone(2, ending, encoding);
  }

  /** A tone of so many seconds. */
  public static byte[] tone(int seconds, String ending, String... encoding) {
    try {
      Path file = Files.createTempFile("tone", "." + ending);
      List<String> command =
          new ArrayList<>(
              List.of(
                  FFMPEG.toString(),
                  "-y",
                  "-f",
                  "lavfi",
                  "-i",
                  "sine=frequency=440:duration=" + seconds + ":sample_rate=8000",
                  "-ac",
                  "1"));
      command.addAll(List.of(encoding));
      command.add(file.toString());
      int end = run(command);
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      assertThat(end).as("ffmpeg made a %s", ending).isZero();
      return bytes;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Path unpacked() {
    try (InputStream packed =
        Audio.class.getResourceAsStream("/ws/schild/jave/nativebin/ffmpeg-amd64")) {
      Path program = Files.createTempFile("ffmpeg", "");
      program.toFile().deleteOnExit();
      Files.copy(packed, program, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      return program;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static int run(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException notThere) {
      throw new UncheckedIOException(notThere);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
