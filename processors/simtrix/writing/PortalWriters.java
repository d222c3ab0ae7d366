package simtrix.writing;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
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

  /** Starts the writer of every portal that has none yet. */
  public synchronized void startMissing() throws Exception {
    for (long portal : portals.all().stream().map(found -> found.id()).toList()) {
      String route = TEMPLATE + "-" + portal;
      if (camel.getRoute(route) == null) {
        camel.addRouteFromTemplate(route, TEMPLATE, Map.of("portal", portal));
        LOG.info("Calls of portal {} are written by route {}", portal, route);
      }
    }
  }
}
