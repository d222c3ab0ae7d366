package simtrix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of the machine that tests start, with folders of their own below {@code target}. */
public final class Commands {

  private Commands() {}

  /** A new folder for one run of something. */
  public static Path freshFolder(String name) {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target", "storms")), name);
    } catch (IOException noFolder) {
      throw new UncheckedIOException(noFolder);
    }
  }

  /** Runs a program to its end; one that fails fails the test, with what it said. */
  public static void run(String... command) {
    Path said = freshFolder("command").resolve("output.log");
    Process process = start(said, command);
    try {
      int ended = process.waitFor();
      assertThat(ended).as(() -> String.join(" ", command) + "\n" + read(said)).isZero();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /**
   * Starts a program and lets it run, at the longest until this virtual machine ends.
   *
   * @param log takes what it says
   */
  public static Process start(Path log, String... command) {
    try {
      ProcessBuilder program =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()));
      program.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = program.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return process;
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException noFile) {
      throw new UncheckedIOException(noFile);
    }
  }
}
