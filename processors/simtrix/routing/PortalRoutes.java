package simtrix.routing;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Routes that stand in a file once, as a template with the parameter {@code portal}, and run once
 * for each portal, so that none hinders another.
 */
@Component
public class PortalRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(PortalRoutes.class);
  private static final long SECONDS_TO_STOP = 10;

  private final CamelContext camel;

  public PortalRoutes(CamelContext camel) {
    this.camel = camel;
  }

  /**
   * Makes a portal's route of a template, unless there is one; the route of a paused portal rests,
   * and what it would take waits in its queue.
   */
  public synchronized void keep(String template, long portal, boolean paused) throws Exception {
    String route = template + "-" + portal;
    if (camel.getRoute(route) != null) {
      follow(route, paused);
    } else if (!paused) {
      camel.addRouteFromTemplate(route, template, Map.of("portal", portal));
      LOG.info("Route {} runs for portal {}", route, portal);
    }
  }

  private void follow(String route, boolean paused) throws Exception {
    ServiceStatus status = camel.getRouteController().getRouteStatus(route);
    if (paused && status.isStarted()) {
      camel.getRouteController().stopRoute(route, SECONDS_TO_STOP, TimeUnit.SECONDS);
      LOG.info("Route {} rests, because its portal is paused", route);
    } else if (!paused && status.isStopped()) {
      camel.getRouteController().startRoute(route);
      LOG.info("Route {} goes on", route);
    }
  }
}
