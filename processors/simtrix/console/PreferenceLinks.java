package simtrix.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Makes {@code ?lang=de} and {@code ?theme=dark} work on every page: keeps the wish and shows the
 * page again under the address that can be shared.
 */
final class PreferenceLinks implements HandlerInterceptor {

  private static final List<String> WISHES = List.of(Preferences.LANGUAGE, Preferences.THEME);

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean asked = WISHES.stream().anyMatch(wish -> request.getParameter(wish) != null);
    if (!asked || !HttpMethod.GET.matches(request.getMethod())) {
      return true;
    }
    ServletUriComponentsBuilder here = ServletUriComponentsBuilder.fromRequest(request);
    for (String wish : WISHES) {
      String value = request.getParameter(wish);
      if (value != null) {
        Preferences.keep(wish, value, request.isSecure())
            .ifPresent(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
        here.replaceQueryParam(wish);
      }
    }
    String query = here.build(true).getQuery();
    response.setStatus(HttpStatus.FOUND.value());
    response.setHeader(
        HttpHeaders.LOCATION, request.getRequestURI() + (query == null ? "" : "?" + query));
    return false;
  }
}
