package simtrix.recording;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.settings.SimtrixSettings;

/**
 * Turns a recording into MP3. What the file holds comes from outside, so ffmpeg gets no network, no
 * choice of the format to read, and limits of time and size.
 */
@Component
class Mp3Converter {

  /** Thrown for a file of which no MP3 can be made, however often one tries. */
  static final class BrokenAudio extends Exception {
    BrokenAudio(String why) {
      super(why);
    }
  }

  private static final int AT_ONCE = 2;
  private static final String LARGEST = String.valueOf(100L * 1024 * 1024);
  private static final long SMALLEST = 100;
  private static final long ROOM = 1024 * 1024;

  private final RecordingFiles files;
  private final Duration limit;
  private final Semaphore turns = new Semaphore(AT_ONCE);

  Mp3Converter(RecordingFiles files, SimtrixSettings settings) {
    this.files = files;
    this.limit = settings.recordings().conversionTime();
  }

  /**
   * @return a new temporary file
   * @throws BrokenAudio when there is no sound that could be read
   * @throws CrmFailure when it may work another time
   */
  Path convert(Path program, Path file, AudioFormat format) throws BrokenAudio {
    Path target = target();
    boolean done = false;
    try {
      turns.acquire();
      try {
        run(command(program, file, format, target));
      } finally {
        turns.release();
      }
      requireSound(target);
      done = true;
      return target;
    } catch (IOException | InterruptedException stopped) {
      if (stopped instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw later(stopped);
    } finally {
      if (!done) {
        files.delete(target);
      }
    }
  }

  private Path target() {
    try {
      return files.temporary("mp3");
    } catch (IOException full) {
      throw later(full);
    }
  }

  private static List<String> command(Path program, Path file, AudioFormat format, Path target) {
    return List.of(
        program.toString(),
        "-nostdin",
        "-hide_banner",
        "-loglevel",
        "quiet",
        "-y",
        "-protocol_whitelist",
        "file",
        "-f",
        format.demuxer(),
        "-i",
        "file:" + file,
        "-map",
        "0:a:0",
        "-map_metadata",
        "-1",
        "-c:a",
        "libmp3lame",
        "-b:a",
        "64k",
        "-threads",
        "1",
        "-fs",
        LARGEST,
        "-f",
        "mp3",
        "file:" + target);
  }

  private void run(List<String> command) throws IOException, InterruptedException, BrokenAudio {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BrokenAudio("It took longer than " + limit + ".");
      }
      if (process.exitValue() != 0) {
        requireRoom();
        throw new BrokenAudio("ffmpeg ended with " + process.exitValue() + ".");
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private void requireSound(Path target) throws IOException, BrokenAudio {
    if (Files.size(target) < SMALLEST) {
      requireRoom();
      throw new BrokenAudio("There is no sound in it.");
    }
  }

  /** A full disk is no fault of the file. */
  private void requireRoom() throws IOException {
    if (files.left() < ROOM) {
      throw new IOException("The disk is full.");
    }
  }

  private static CrmFailure later(Exception cause) {
    return CrmFailure.of(
        Category.SERVER,
        "CONVERSION_STOPPED",
        "The recording could not be turned into MP3 now: the disk is full, or the server is stopping.",
        cause);
  }
}
