package simtrix.writing;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import simtrix.portal.Portal;
import simtrix.portal.PortalConnected;
import simtrix.portal.PortalRegistry;
import simtrix.routing.CallsRoutes;
import simtrix.routing.PortalRoutes;

/**
 * Gives each portal a route of its own that takes calls from its queue, made from the template
 * {@code portal-writes}.
 */
@Component("portalWriters")
@CallsRoutes("portal-writes")
public class PortalWriters {

  private static final String TEMPLATE = "portal-writes";

  private final PortalRoutes routes;
  private final PortalRegistry portals;

  PortalWriters(PortalRoutes routes, PortalRegistry portals) {
    this.routes = routes;
    this.portals = portals;
  }

  /** A portal that has just come in need not wait for the next round. */
  @EventListener
  void connected(PortalConnected portal) throws Exception {
    startMissing();
  }

  /** Starts the writer of every portal that has none yet; that of a paused portal rests. */
  public void startMissing() throws Exception {
    for (Portal portal : portals.all()) {
      routes.keep(TEMPLATE, portal.id(), portal.pausedAt().isPresent());
    }
  }
}
