package simtrix.writing;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import simtrix.portal.Portal;
import simtrix.portal.PortalConnected;
import simtrix.portal.PortalRegistry;

/**
 * Gives each portal a route of its own that takes calls from its queue, made from the template
 * {@code portal-writes}.
 */
@Component("portalWriters")
public class PortalWriters {

  private static final Logger LOG = LoggerFactory.getLogger(PortalWriters.class);
  private static final String TEMPLATE = "portal-writes";
  private static final long SECONDS_TO_STOP = 10;

  private final CamelContext camel;
  private final PortalRegistry portals;

  PortalWriters(CamelContext camel, PortalRegistry portals) {
    this.camel = camel;
    this.portals = portals;
  }

  /** A portal that has just come in need not wait for the next round. */
  @EventListener
  void connected(PortalConnected portal) throws Exception {
    startMissing();
  }

  /**
   * Starts the writer of every portal that has none yet; that of a paused portal rests, and its
   * calls wait in their queue.
   */
  public synchronized void startMissing() throws Exception {
    for (Portal portal : portals.all()) {
      String route = TEMPLATE + "-" + portal.id();
      boolean paused = portal.status() == Portal.Status.PAUSED;
      boolean known = camel.getRoute(route) != null;
      if (!known && !paused) {
        camel.addRouteFromTemplate(route, TEMPLATE, Map.of("portal", portal.id()));
        LOG.info("Calls of portal {} are written by route {}", portal.id(), route);
      } else if (known) {
        follow(route, paused);
      }
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
