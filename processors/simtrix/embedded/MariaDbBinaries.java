package simtrix.embedded;

import ch.vorburger.exec.ManagedProcessException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.springframework.util.FileSystemUtils;

/** MariaDB unpacked from the jar: once for each version, and by one server at a time. */
final class MariaDbBinaries {
  private MariaDbBinaries() {}

  /**
   * Unpacks what is not there yet. A folder that is there is complete, because it gets its name
   * last.
   *
   * @param folder where all versions are kept; several servers may share it
   * @return the folder of this version
   */
  static synchronized Path unpacked(Path folder) throws IOException, ManagedProcessException {
    Path binaries = folder.toAbsolutePath().normalize().resolve(MariaDbServer.version());
    if (Files.isDirectory(binaries)) {
      return binaries;
    }
    Files.createDirectories(folder);
    try (FileChannel file =
            FileChannel.open(
                folder.resolve("unpack.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock alone = file.lock()) {
      if (alone.isValid() && !Files.isDirectory(binaries)) {
        Path half = binaries.resolveSibling(binaries.getFileName() + ".new");
        FileSystemUtils.deleteRecursively(half);
        MariaDbServer.unpack(half);
        Files.move(half, binaries, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return binaries;
  }
}
