package simtrix.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Empties the demo's own data folder before a start, because the sandbox begins anew each time and
 * a journal of calls that it has never seen would puzzle everybody. A folder that somebody named
 * with {@code SIMTRIX_DATA} is kept as it is, and so is the folder of a demo that is running.
 */
final class DemoDataFolder
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static final Path OWN = Path.of("target", "demo-data");

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Path named = Path.of(context.getEnvironment().getRequiredProperty("simtrix.data"));
    if (named.equals(OWN) && Files.isDirectory(OWN) && isFree()) {
      try {
        FileSystemUtils.deleteRecursively(OWN);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The folder %s of an earlier demo could not be removed; remove it by hand."
                .formatted(OWN),
            e);
      }
    }
  }

  private static boolean isFree() {
    Path lock = OWN.resolve("server.lock");
    if (!Files.exists(lock)) {
      return true;
    }
    try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = file.tryLock()) {
      return held != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
