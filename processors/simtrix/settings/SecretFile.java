package simtrix.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A secret in a file of its own that nobody but the file's owner may read (mode 600).
 *
 * @param path the file; its folder is made when it is missing
 */
public record SecretFile(Path path) {

  /**
   * Reads the secret.
   *
   * @return the text without blanks around it; empty when there is no such file or nothing in it
   * @throws StartRefusedException if the file is there and cannot be read
   */
  public Optional<String> read() {
    try {
      return Files.exists(path)
          ? Optional.of(Files.readString(path).trim()).filter(text -> !text.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      throw refused("read", e);
    }
  }

  /**
   * Reads the secret, or makes and keeps one.
   *
   * @param maker makes the text when there is none yet
   * @return the text as kept
   * @throws StartRefusedException if the file cannot be read or written
   */
  public String readOrMake(Supplier<String> maker) {
    return read()
        .orElseGet(
            () -> {
              String made = maker.get();
              write(made);
              return made;
            });
  }

  /**
   * Keeps the secret. The file is complete or as it was before, whenever the process ends.
   *
   * @param secret the text to keep
   * @throws StartRefusedException if the file cannot be written
   */
  public void write(String secret) {
    try {
      Path folder = Files.createDirectories(path.toAbsolutePath().getParent());
      Path fresh = Files.createTempFile(folder, path.getFileName() + ".", ".new", ownerOnly());
      try {
        try (FileChannel file = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          file.write(StandardCharsets.UTF_8.encode(secret + "\n"));
          file.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException | UncheckedIOException e) {
      throw refused("written", e);
    }
  }

  private StartRefusedException refused(String verb, Exception cause) {
    return new StartRefusedException(
        "The file %s cannot be %s (%s): let the server's user read and write the folder that simtrix.data names."
            .formatted(path.toAbsolutePath(), verb, cause),
        cause);
  }

  private static FileAttribute<?>[] ownerOnly() {
    Set<String> views = FileSystems.getDefault().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
