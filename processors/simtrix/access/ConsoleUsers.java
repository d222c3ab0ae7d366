package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;
import simtrix.edge.RouteHeaders;
import simtrix.settings.AdminPassword;
import simtrix.text.Sentence;

/**
 * Who may log in to the console: {@code admin}, whose password the operator configures, and those
 * whom he adds. Passwords are kept as BCrypt hashes.
 */
@Component("consoleUsers")
public class ConsoleUsers {

  static final String ADMIN = "admin";
  private static final int BCRYPT_BYTES = 72;

  private record Kept(String username, String password, String role) {}

  private final JdbcClient database;
  private final Clock clock;
  private final PasswordEncoder bcrypt = new BCryptPasswordEncoder();
  private final Kept admin;

  ConsoleUsers(JdbcClient database, AdminPassword password, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.admin = new Kept(ADMIN, password.encoded(), Role.ADMIN.name());
  }

  /** All of them but {@code admin}, by name. */
  public List<ConsoleUser> list() {
    return database
        .sql("select username, role, created_at from console_user order by username")
        .query(
            (row, number) ->
                new ConsoleUser(
                    row.getString("username"),
                    Role.valueOf(row.getString("role")),
                    row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
        .list();
  }

  /**
   * @throws RefusedRequest 400 for a password that BCrypt would not take whole, 409 for a name that
   *     is taken
   */
  public ConsoleUser create(
      @Body NewUser user,
      @ExchangeProperty("viewer") Viewer by,
      @Header(RouteHeaders.HTTP_REQUEST) HttpServletRequest http) {
    AuditTrail.about(http, user.username());
    if (user.password().getBytes(StandardCharsets.UTF_8).length > BCRYPT_BYTES) {
      throw RefusedRequest.invalid(FieldError.of("password", "refusal.password-long"));
    }
    if (user.username().equalsIgnoreCase(ADMIN)) {
      throw taken(user);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      database
          .sql(
              "insert into console_user (username, password, role, created_at, created_by)"
                  + " values (:name, :password, :role, :now, :by)")
          .param("name", user.username())
          .param("password", bcrypt.encode(user.password()))
          .param("role", user.role().name())
          .param("now", LocalDateTime.ofInstant(now, ZoneOffset.UTC))
          .param("by", by.name())
          .update();
    } catch (DuplicateKeyException twice) {
      throw taken(user);
    }
    return new ConsoleUser(user.username(), user.role(), now);
  }

  /**
   * @return the person with this name and password; empty when one of the two is wrong, which takes
   *     as long whichever it is
   */
  Optional<Viewer> check(String username, String password) {
    boolean whole = password.getBytes(StandardCharsets.UTF_8).length <= BCRYPT_BYTES;
    Optional<Kept> user = find(username);
    boolean right = bcrypt.matches(whole ? password : "", user.orElse(admin).password());
    return user.filter(found -> whole && right)
        .map(found -> new Viewer(found.username(), Role.valueOf(found.role())));
  }

  private Optional<Kept> find(String username) {
    return username.equals(ADMIN)
        ? Optional.of(admin)
        : database
            .sql("select username, password, role from console_user where username = :name")
            .param("name", username)
            .query(Kept.class)
            .optional();
  }

  private static RefusedRequest taken(NewUser user) {
    return RefusedRequest.of(
        HttpStatus.CONFLICT, Sentence.of("refusal.user.taken", user.username()));
  }
}
