package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of 300 MB that can be filled to the last byte: a tmpfs, which only root may mount. */
final class SmallDisk implements AutoCloseable {

  private static final int CHUNK = 64 * 1024;

  final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts it, or skips the test where that is not allowed. */
  static SmallDisk mount() {
    try {
      Path folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "storms")), "disk")
              .toAbsolutePath();
      assumeTrue(
          run("mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", folder.toString()) == 0,
          "only root may mount a small disk");
      return new SmallDisk(folder);
    } catch (IOException noFolder) {
      throw new UncheckedIOException(noFolder);
    }
  }

  /** Takes every byte that is left. */
  void fill() {
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      for (int size = CHUNK; size > 0; size /= 2) {
        fill(ballast, new byte[size]);
      }
    } catch (IOException full) {
      assertThat(folder.toFile().getUsableSpace()).isLessThan(CHUNK);
    }
  }

  private static void fill(OutputStream ballast, byte[] chunk) {
    try {
      while (true) {
        ballast.write(chunk);
      }
    } catch (IOException full) {
      // Smaller pieces may still find room.
    }
  }

  void free() {
    try {
      Files.delete(ballast());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  @Override
  public void close() {
    run("umount", "--lazy", folder.toString());
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException noSuchCommand) {
      return -1;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
