package simtrix.phoneapp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;
import simtrix.settings.SimtrixSettings;

/** The APK that lies beside the server, if one does. It may be replaced while the server runs. */
@Component
public class PhoneApp {

  /** Where phones get it; below the address under which they reach this server. */
  public static final String PATH = "/phone/simtrix.apk";

  private final SimtrixSettings settings;
  private volatile Optional<Offer> last = Optional.empty();

  PhoneApp(SimtrixSettings settings) {
    this.settings = settings;
  }

  /**
   * The app as it can be downloaded now.
   *
   * @param bytes its size
   * @param sha256 its fingerprint, 64 hexadecimal digits, for a person to compare
   */
  public record Offer(Path file, long bytes, FileTime changed, String sha256) {}

  /** The first file of {@code simtrix.phone-app} that is there. */
  public Optional<Offer> offer() {
    return settings.phoneApp().stream().filter(Files::isReadable).findFirst().map(this::describe);
  }

  private Offer describe(Path file) {
    try {
      long bytes = Files.size(file);
      FileTime changed = Files.getLastModifiedTime(file);
      Optional<Offer> known =
          last.filter(
              offer ->
                  offer.file().equals(file)
                      && offer.bytes() == bytes
                      && offer.changed().equals(changed));
      Offer offer = known.orElseGet(() -> new Offer(file, bytes, changed, fingerprint(file)));
      last = Optional.of(offer);
      return offer;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "The phone app %s cannot be read; check its rights.".formatted(file), unreadable);
    }
  }

  private static String fingerprint(Path file) {
    try {
      return new DigestUtils("SHA-256").digestAsHex(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "The phone app %s cannot be read; check its rights.".formatted(file), unreadable);
    }
  }
}
