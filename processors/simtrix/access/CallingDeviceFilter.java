package simtrix.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import simtrix.device.Device;
import simtrix.device.DeviceRegistry;
import simtrix.edge.ProblemWriter;
import simtrix.edge.RefusedRequest;
import simtrix.edge.TryLimit;

/**
 * Holds each phone to its rate (DESIGN 4, 429), notes that it was heard of, and leaves it in a
 * request attribute for the route, which runs on another thread than the security filters.
 */
final class CallingDeviceFilter extends OncePerRequestFilter {

  /** The request attribute that holds the {@link Device}. */
  static final String ATTRIBUTE = Device.class.getName();

  private final DeviceRegistry devices;
  private final TryLimit rate;
  private final ProblemWriter problems;

  CallingDeviceFilter(DeviceRegistry devices, TryLimit rate, ProblemWriter problems) {
    this.devices = devices;
    this.rate = rate;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who != null && who.getPrincipal() instanceof DevicePrincipal principal) {
      Device device = principal.device();
      Optional<Duration> wait = rate.take(device.id().toString());
      if (wait.isPresent()) {
        problems.write(
            request,
            response,
            RefusedRequest.tooMany("This phone sends too much; send it again later.", wait.get()));
        return;
      }
      devices.seen(device);
      request.setAttribute(ATTRIBUTE, device);
    }
    chain.doFilter(request, response);
  }
}
