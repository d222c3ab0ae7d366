package simtrix.access;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import simtrix.audit.AuditLog;
import simtrix.edge.TryLimit;

/**
 * Enters into the audit every request that would change something, and every other one that was
 * refused to somebody who gave a name. It stands before all that can refuse a request, so that no
 * action can be forgotten.
 */
final class AuditingFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(AuditingFilter.class);
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final int BAD_REQUEST = 400;

  /** So many entries of people who were not let in are kept of one address, then one every 6 s. */
  private static final TryLimit STRANGERS = TryLimit.of(50, Duration.ofMinutes(5));

  private final AuditLog log;
  private final ActionName names;

  AuditingFilter(AuditLog log, ActionName names) {
    this.log = log;
    this.names = names;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> atFirst = loggedIn();
    if (!HARMLESS.contains(request.getMethod())) {
      // A refusal may be answered by another page, with another path.
      AuditTrail.action(request, names.of(request), request.getRequestURI());
    }
    AuditedResponse watched =
        new AuditedResponse(response, status -> record(request, status, atFirst));
    try {
      chain.doFilter(request, watched);
    } catch (ServletException | IOException | RuntimeException failed) {
      watched.ends(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      throw failed;
    }
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new AtTheEnd(watched));
    } else {
      watched.ends();
    }
  }

  private void record(HttpServletRequest request, int status, Optional<String> atFirst) {
    Optional<String> user = Viewer.known(request).map(Viewer::name).or(() -> atFirst);
    Optional<String> letIn = user.or(AuditingFilter::loggedIn);
    String name = letIn.or(() -> GivenName.of(request)).orElse("");
    boolean refused = status >= BAD_REQUEST || AuditTrail.isRefused(request);
    if (HARMLESS.contains(request.getMethod()) && !isRefusedByName(request, status)) {
      return;
    }
    if (letIn.isEmpty() && STRANGERS.take(request.getRemoteAddr()).isPresent()) {
      return;
    }
    String action = AuditTrail.action(request, names.of(request));
    String target = AuditTrail.targetOf(request);
    try {
      log.record(name, action, target, !refused, status);
    } catch (DataAccessException away) {
      LOG.error(
          "The audit could not keep: user {}, action {}, target {}, status {}",
          name,
          action,
          target,
          status,
          away);
    }
  }

  private static boolean isRefusedByName(HttpServletRequest request, int status) {
    boolean refused =
        status == HttpServletResponse.SC_UNAUTHORIZED || status == HttpServletResponse.SC_FORBIDDEN;
    return refused
        && (request.getHeader(HttpHeaders.AUTHORIZATION) != null || loggedIn().isPresent());
  }

  private static Optional<String> loggedIn() {
    return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
        .filter(login -> login.getAuthorities().stream().anyMatch(a -> ConsoleLogin.isRole(a)))
        .map(Authentication::getName);
  }

  /** For an answer without a body, which a route gives on another thread. */
  private record AtTheEnd(AuditedResponse response) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      response.ends();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      response.ends(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    @Override
    public void onError(AsyncEvent event) {
      response.ends(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
