package simtrix.recording;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import simtrix.settings.SimtrixSettings;

/**
 * Where ffmpeg is: the one that is configured, else the one on the path, else the one that the jar
 * brings along for Linux on x86-64.
 */
@Component
class Ffmpeg {

  private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);
  private static final int SECONDS_TO_ANSWER = 20;

  private static final String PACKED = "/ws/schild/jave/nativebin/ffmpeg-amd64";

  private final Optional<Path> configured;
  private final Path unpacked;
  private final CompletableFuture<Optional<Path>> program = new CompletableFuture<>();

  Ffmpeg(SimtrixSettings settings) {
    this.configured = settings.recordings().ffmpeg().map(Path::of);
    this.unpacked = settings.data().toAbsolutePath().resolve("ffmpeg");
  }

  /** Looks for it beside the start, because the one inside the jar has to be unpacked. */
  @EventListener(ApplicationReadyEvent.class)
  void lookFor() {
    Thread looking = new Thread(this::look, "find-ffmpeg");
    looking.setDaemon(true);
    looking.start();
  }

  /** The program; empty where there is none. Waits until that is known. */
  Optional<Path> program() {
    return program.join();
  }

  private void look() {
    Optional<Path> found = Optional.empty();
    try {
      found = configured.isPresent() ? configured : onPath().or(this::inside);
      found = found.filter(Ffmpeg::runs);
    } finally {
      program.complete(found);
    }
    if (found.isPresent()) {
      LOG.info("Recordings are turned into MP3 by {}", found.get());
    } else {
      LOG.warn(
          "There is no ffmpeg{}, so only recordings in WAV and MP3 can be attached: install it, or name it with SIMTRIX_RECORDINGS_FFMPEG.",
          configured.map(path -> " at " + path).orElse(""));
    }
  }

  private static Optional<Path> onPath() {
    return Arrays.stream(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "ffmpeg"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Unpacked at every start, so that it is never that of an older jar. */
  Optional<Path> inside() {
    try (InputStream packed = Ffmpeg.class.getResourceAsStream(PACKED)) {
      if (packed == null) {
        return Optional.empty();
      }
      Files.createDirectories(unpacked.getParent());
      Path half = unpacked.resolveSibling("ffmpeg.new");
      Files.copy(packed, half, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwx------"));
      return Optional.of(Files.move(half, unpacked, StandardCopyOption.ATOMIC_MOVE));
    } catch (IOException | UnsupportedOperationException notHere) {
      LOG.warn("The ffmpeg of the jar cannot be unpacked to {}.", unpacked, notHere);
      return Optional.empty();
    }
  }

  private static boolean runs(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "-version")
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      boolean answered = process.waitFor(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
      process.destroyForcibly();
      return answered && process.exitValue() == 0;
    } catch (IOException notAProgram) {
      LOG.debug("{} does not run.", program, notAProgram);
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
