package simtrix.settings;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * The 32 bytes that encrypt what SIMtrix keeps for portals: {@code simtrix.secret-key}, or made
 * once and kept in the data folder. Several servers on one database need the same key, so there it
 * has to be given.
 */
@Component
public final class SecretKey {
  private static final int BYTES = 32;
  private final byte[] bytes;

  /**
   * Takes the key of the settings, or reads or makes the one in the data folder.
   *
   * @throws StartRefusedException if the kept key is not 32 bytes in base64
   */
  public SecretKey(SimtrixSettings settings) {
    Path file = settings.data().resolve("secret-key");
    String text =
        settings.secretKey().orElseGet(() -> new SecretFile(file).readOrMake(SecretKey::make));
    bytes = decode(text.trim(), file);
  }

  /**
   * The key.
   *
   * @return a copy, 32 bytes
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  private static String make() {
    byte[] fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    return Base64.getEncoder().encodeToString(fresh);
  }

  private static byte[] decode(String text, Path file) {
    try {
      byte[] decoded = Base64.getDecoder().decode(text);
      if (decoded.length == BYTES) {
        return decoded;
      }
    } catch (IllegalArgumentException notBase64) {
      // The sentence below says so.
    }
    throw new StartRefusedException(
        "The secret key in %s is not 32 bytes in base64: put the right file back or set SIMTRIX_SECRET_KEY."
            .formatted(file.toAbsolutePath()));
  }
}
