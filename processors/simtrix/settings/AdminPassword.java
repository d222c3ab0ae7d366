package simtrix.settings;

import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * The password of the console user {@code admin}: {@code simtrix.admin-password}, or made once,
 * printed once, and kept as a BCrypt hash in {@code admin-password.bcrypt} in the data folder.
 * Whoever loses it deletes that file and restarts.
 */
@Component
public final class AdminPassword {
  private final String encoded;

  @Autowired
  public AdminPassword(SimtrixSettings settings) {
    this(settings, System.out);
  }

  AdminPassword(SimtrixSettings settings, PrintStream console) {
    BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
    SecretFile file = new SecretFile(settings.data().resolve("admin-password.bcrypt"));
    encoded =
        settings
            .adminPassword()
            .map(encoder::encode)
            .orElseGet(() -> file.readOrMake(() -> encoder.encode(printed(make(), console))));
  }

  /**
   * What Spring Security compares with.
   *
   * @return a BCrypt hash, without an algorithm prefix such as {@code {bcrypt}}
   */
  public String encoded() {
    return encoded;
  }

  private static String make() {
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random);
  }

  /** On the console and not in the log, because logs are kept and sent on. */
  private static String printed(String password, PrintStream console) {
    console.println("The password of the console user admin (shown this once): " + password);
    return password;
  }
}
