package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * How a request shows its CSRF token: as it stands in a page, where it looks different each time
 * (against BREACH), or as it stands in the cookie, for clients that have no page.
 */
final class CsrfTokens implements CsrfTokenRequestHandler {

  private final XorCsrfTokenRequestAttributeHandler inPages =
      new XorCsrfTokenRequestAttributeHandler();
  private final CsrfTokenRequestAttributeHandler inCookie = new CsrfTokenRequestAttributeHandler();

  /**
   * @param atOnce whether every answer brings the cookie; else only one whose page asks for it
   */
  CsrfTokens(boolean atOnce) {
    if (atOnce) {
      inPages.setCsrfRequestAttributeName(null);
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {
    inPages.handle(request, response, token);
  }

  @Override
  public String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
    String masked = inPages.resolveCsrfTokenValue(request, token);
    return masked == null ? inCookie.resolveCsrfTokenValue(request, token) : masked;
  }
}
