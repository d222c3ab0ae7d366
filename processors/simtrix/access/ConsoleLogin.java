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
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import simtrix.edge.TryLimit;

/**
 * Lets the users of the console in, by HTTP Basic and by form. Wrong passwords slow their client
 * down and nobody else.
 *
 * <p>BCrypt is slow on purpose, and HTTP Basic sends the password with every request: what was
 * right once from an address is remembered as a keyed hash. So a right login is also never slowed
 * down by the wrong ones of others behind the same address.
 */
@Component
class ConsoleLogin implements AuthenticationProvider {

  private static final String ROLE = "ROLE_";
  private static final int WRONG_TRIES = 10;
  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final ConsoleUsers users;
  private final TryLimit tries = TryLimit.of(WRONG_TRIES, WINDOW);
  private final SecretKeySpec key =
      new SecretKeySpec(new SecureRandom().generateSeed(32), "HmacSHA256");
  private final Cache<ByteBuffer, Viewer> right =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(REMEMBERED).build();

  ConsoleLogin(ConsoleUsers users) {
    this.users = users;
  }

  /** The role that an authority of a login made here stands for. */
  static Optional<Role> role(GrantedAuthority authority) {
    return Optional.ofNullable(authority.getAuthority())
        .filter(name -> name.startsWith(ROLE) && !name.endsWith("ANONYMOUS"))
        .map(name -> Role.valueOf(name.substring(ROLE.length())));
  }

  static boolean isRole(GrantedAuthority authority) {
    return role(authority).isPresent();
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
    Viewer user = right.get(known, first -> check(address, login.getName(), password));
    return UsernamePasswordAuthenticationToken.authenticated(
        user.name(), null, List.of(new SimpleGrantedAuthority(ROLE + user.role().name())));
  }

  private Viewer check(String address, String name, String password) {
    tries
        .take(address)
        .ifPresent(
            wait -> {
              throw new TooManyTries(wait);
            });
    Viewer user =
        users
            .check(name, password)
            .orElseThrow(
                () -> new BadCredentialsException("The user name or the password is wrong."));
    tries.giveBack(address);
    return user;
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
