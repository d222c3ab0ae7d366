package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;

/** The name that somebody gave who was not let in. */
final class GivenName {

  private static final BasicAuthenticationConverter BASIC = new BasicAuthenticationConverter();

  private GivenName() {}

  /** From the header of HTTP Basic or from the form of the login page. */
  static Optional<String> of(HttpServletRequest request) {
    return basic(request).or(() -> form(request)).filter(name -> !name.isBlank());
  }

  private static Optional<String> basic(HttpServletRequest request) {
    try {
      return Optional.ofNullable(BASIC.convert(request)).map(Authentication::getName);
    } catch (BadCredentialsException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> form(HttpServletRequest request) {
    boolean login =
        request.getRequestURI().equals(ConsoleAccess.LOGIN)
            && request.getMethod().equals(HttpMethod.POST.name());
    return login ? Optional.ofNullable(request.getParameter("username")) : Optional.empty();
  }
}
