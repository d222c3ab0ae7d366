package simtrix.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import simtrix.settings.StartRefusedException;

/**
 * The folder of the embedded database and broker, held by one server at a time. The operating
 * system gives the lock back when the server ends, however it ends.
 */
final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder if it is missing and holds it until {@link #close}.
   *
   * @throws StartRefusedException if another living server holds it or it cannot be written
   */
  static DataFolder hold(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(path, ownerOnly());
      FileChannel file =
          FileChannel.open(
              path.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isFree(file)) {
        return new DataFolder(path, file);
      }
      file.close();
    } catch (IOException e) {
      throw new StartRefusedException(
          "The data folder %s cannot be used (%s): let the server's user write it, or name another with SIMTRIX_DATA."
              .formatted(path, e),
          e);
    }
    throw new StartRefusedException(
        "Another server is running on the data folder %s: stop it first, or name another folder with SIMTRIX_DATA."
            .formatted(path));
  }

  private static boolean isFree(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** Numbers and names stand in the tables and in the broker's journal. */
  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /** The folder, absolute. */
  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
