package simtrix.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leaves the {@link Viewer} in the request, once it is known that he may ask. */
final class CallingViewerFilter extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .flatMap(CallingViewerFilter::viewer)
        .ifPresent(viewer -> viewer.asks(request));
    chain.doFilter(request, response);
  }

  private static Optional<Viewer> viewer(Authentication login) {
    return login.getAuthorities().stream()
        .flatMap(authority -> ConsoleLogin.role(authority).stream())
        .findFirst()
        .map(role -> new Viewer(login.getName(), role));
  }
}
