package simtrix.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * How one person wants to see the console. Each wish is a cookie; without one the browser decides.
 */
final class Preferences {

  static final String LANGUAGE = "lang";
  static final String THEME = "theme";

  private static final String LANGUAGE_COOKIE = "simtrix-lang";
  private static final String THEME_COOKIE = "simtrix-theme";

  /** Set by the page's own script, because no browser sends its zone. */
  private static final String ZONE_COOKIE = "simtrix-zone";

  private static final Set<String> LANGUAGES = Set.of("en", "de");
  private static final Set<String> THEMES = Set.of("light", "dark");
  private static final Duration KEPT = Duration.ofDays(365);

  private Preferences() {}

  /**
   * German or English: the language that was chosen, else the first of the browser's that is one of
   * them, else English. The browser's region stays, because dates depend on it.
   */
  static Locale locale(HttpServletRequest request) {
    List<Locale> wanted =
        Collections.list(request.getLocales()).stream()
            .filter(locale -> LANGUAGES.contains(locale.getLanguage()))
            .toList();
    Optional<String> chosen = cookie(request, LANGUAGE_COOKIE).filter(LANGUAGES::contains);
    return wanted.stream()
        .filter(locale -> chosen.map(locale.getLanguage()::equals).orElse(true))
        .findFirst()
        .orElseGet(() -> Locale.forLanguageTag(chosen.orElse("en")));
  }

  /** {@code light} or {@code dark}; empty when the system decides. */
  static Optional<String> theme(HttpServletRequest request) {
    return cookie(request, THEME_COOKIE).filter(THEMES::contains);
  }

  /** The browser's zone, else that of the server. */
  static ZoneId zone(HttpServletRequest request) {
    try {
      return cookie(request, ZONE_COOKIE).map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    } catch (DateTimeException unknown) {
      return ZoneId.systemDefault();
    }
  }

  /** The cookie that keeps a wish; empty when it is none that can be had. */
  static Optional<ResponseCookie> keep(String wish, String value, boolean secure) {
    return switch (wish) {
      case LANGUAGE ->
          Optional.of(value)
              .filter(LANGUAGES::contains)
              .map(it -> made(LANGUAGE_COOKIE, it, secure));
      case THEME ->
          Optional.of(value).filter(THEMES::contains).map(it -> made(THEME_COOKIE, it, secure));
      default -> Optional.empty();
    };
  }

  private static ResponseCookie made(String name, String value, boolean secure) {
    return ResponseCookie.from(name, value)
        .path("/console")
        .maxAge(KEPT)
        .sameSite("Lax")
        .httpOnly(true)
        .secure(secure)
        .build();
  }

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    return Optional.ofNullable(WebUtils.getCookie(request, name))
        .map(Cookie::getValue)
        .map(value -> value.replace("%2F", "/"));
  }
}
