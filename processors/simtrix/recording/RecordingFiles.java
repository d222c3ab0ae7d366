package simtrix.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import simtrix.settings.SimtrixSettings;

/**
 * The folder of recordings. A file gets its name only when it is whole and on the disk; which of
 * them count is said by the journal alone, and what it does not name is swept away.
 */
@Component
class RecordingFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingFiles.class);

  private static final int RANDOM = 8;

  private final Path folder;
  private final Path incoming;

  RecordingFiles(SimtrixSettings settings) {
    this.folder = settings.recordings().folder().toAbsolutePath().normalize();
    this.incoming = folder.resolve("incoming");
  }

  /** A new empty file for something that is not whole yet. */
  Path temporary(String extension) throws IOException {
    Files.createDirectories(incoming, ownerOnly("rwx------"));
    Path file = incoming.resolve(UUID.randomUUID() + "." + extension);
    return Files.createFile(file, ownerOnly("rw-------"));
  }

  /**
   * Gives a whole file its place, on the disk.
   *
   * @return its name
   */
  String keep(Path temporary, UUID call, AudioFormat format) throws IOException {
    String unique = UUID.randomUUID().toString().substring(0, RANDOM);
    String name = call + "-" + unique + "." + format.extension();
    try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(temporary, path(name), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException notThere) {
      LOG.debug("This system does not write folders to the disk on demand.", notThere);
    }
    return name;
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Bytes that are left on the disk of the folder. */
  long left() throws IOException {
    Files.createDirectories(incoming, ownerOnly("rwx------"));
    return Files.getFileStore(folder).getUsableSpace();
  }

  /** Deletes a file once the transaction that forgets it is committed. */
  void deleteAfterCommit(String name) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      delete(path(name));
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            delete(path(name));
          }
        });
  }

  /** What cannot be deleted now is found by the sweep. */
  void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException notNow) {
      LOG.warn("The file {} could not be deleted; the next sweep tries again.", file, notNow);
    }
  }

  /** The names of the files that are older than that, unfinished ones not among them. */
  List<String> namesBefore(Instant limit) {
    return before(folder, limit).stream().map(file -> file.getFileName().toString()).toList();
  }

  /** Deletes what was begun before that and never came to its end. */
  void deleteUnfinishedBefore(Instant limit) {
    before(incoming, limit).forEach(this::delete);
  }

  private static List<Path> before(Path folder, Instant limit) {
    List<Path> old = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return old;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
          old.add(file);
        }
      }
      return old;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("The folder of recordings cannot be read.", unreadable);
    }
  }

  /** A recording is nobody else's business on this machine. */
  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
