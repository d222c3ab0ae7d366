package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.web.util.WebUtils;

/** The name that somebody gave who was not let in. */
public final class GivenName {

  /** In a cookie, because nothing is kept on the server for somebody who is not logged in. */
  private static final String COOKIE = "simtrix-typed-name";

  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int LONGEST = 64;

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

  /** Has the browser give it back with the next look at the login page. */
  static void keep(HttpServletRequest request, HttpServletResponse response) {
    String name = form(request).orElse("");
    ResponseCookie cookie =
        ResponseCookie.from(
                COOKIE,
                URLEncoder.encode(
                    name.substring(0, Math.min(name.length(), LONGEST)), StandardCharsets.UTF_8))
            .path(ConsoleAccess.LOGIN)
            .maxAge(KEPT)
            .httpOnly(true)
            .sameSite("Strict")
            .secure(request.isSecure())
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }

  /** What was typed on the login page before it was shown again; empty where nothing was. */
  public static String kept(HttpServletRequest request) {
    try {
      return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
          .map(cookie -> URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8))
          .orElse("");
    } catch (IllegalArgumentException forged) {
      return "";
    }
  }
}
