package simtrix.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import simtrix.edge.TryLimit;
import simtrix.settings.AdminPassword;

/**
 * Lets the console user {@code admin} in. Wrong passwords slow their client down and nobody else.
 *
 * <p>BCrypt is slow on purpose, and HTTP Basic sends the password with every request: what was
 * right once from an address is remembered as a keyed hash. So a right login is also never slowed
 * down by the wrong ones of others behind the same address.
 */
@Component
class AdminLogin implements AuthenticationProvider {

  private static final String USER = "admin";
  private static final int BCRYPT_BYTES = 72;
  private static final int WRONG_TRIES = 10;
  private static final Duration WINDOW = Duration.ofSeconds(30);

  private final String encoded;
  private final PasswordEncoder bcrypt = new BCryptPasswordEncoder();
  private final TryLimit tries = TryLimit.of(WRONG_TRIES, WINDOW);
  private final SecretKeySpec key =
      new SecretKeySpec(new SecureRandom().generateSeed(32), "HmacSHA256");
  private final Cache<ByteBuffer, Boolean> right =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  AdminLogin(AdminPassword password) {
    this.encoded = password.encoded();
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  @Override
  public Authentication authenticate(Authentication login) {
    String address =
        login.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    String password = String.valueOf(login.getCredentials());
    ByteBuffer known = keyed(address + '\n' + login.getName() + '\n' + password);
    if (right.getIfPresent(known) == null) {
      tries
          .take(address)
          .ifPresent(
              wait -> {
                throw new TooManyTries(wait);
              });
      if (!isRight(login.getName(), password)) {
        throw new BadCredentialsException("The user name or the password is wrong.");
      }
      tries.giveBack(address);
      right.put(known, true);
    }
    return UsernamePasswordAuthenticationToken.authenticated(
        login.getName(), null, List.of(new SimpleGrantedAuthority("ROLE_ADMIN")));
  }

  private boolean isRight(String user, String password) {
    return user.equals(USER)
        && password.getBytes(StandardCharsets.UTF_8).length <= BCRYPT_BYTES
        && bcrypt.matches(password, encoded);
  }

  private ByteBuffer keyed(String text) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      return ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }
}
