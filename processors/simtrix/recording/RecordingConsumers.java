package simtrix.recording;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.portal.Portal;
import simtrix.portal.PortalRegistry;

/**
 * Gives each portal that has recordings on their way a route of its own that attaches them, made
 * from the template {@code portal-recordings}. A portal without any costs nothing.
 */
@Component("recordingConsumers")
public class RecordingConsumers {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingConsumers.class);
  private static final String TEMPLATE = "portal-recordings";
  private static final long SECONDS_TO_STOP = 10;

  private final CamelContext camel;
  private final PortalRegistry portals;
  private final JdbcClient jdbc;

  /** Portals that have had recordings since this server started. */
  private final Set<Long> started = new HashSet<>();

  RecordingConsumers(CamelContext camel, PortalRegistry portals, JdbcClient jdbc) {
    this.camel = camel;
    this.portals = portals;
    this.jdbc = jdbc;
  }

  /** Starts the missing routes; that of a paused portal rests. */
  public synchronized void startMissing() throws Exception {
    started.addAll(
        jdbc.sql("select distinct portal_id from recording where delivery is not null")
            .query(Long.class)
            .list());
    for (long id : started) {
      Optional<Portal> portal = portals.findById(id);
      if (portal.isPresent()) {
        start(id, portal.get().pausedAt().isPresent());
      }
    }
  }

  private void start(long portal, boolean paused) throws Exception {
    String route = TEMPLATE + "-" + portal;
    if (camel.getRoute(route) != null) {
      follow(route, paused);
    } else if (!paused) {
      camel.addRouteFromTemplate(route, TEMPLATE, Map.of("portal", portal));
      LOG.info("Recordings of portal {} are attached by route {}", portal, route);
    }
  }

  private void follow(String route, boolean paused) throws Exception {
    ServiceStatus status = camel.getRouteController().getRouteStatus(route);
    if (paused && status.isStarted()) {
      camel.getRouteController().stopRoute(route, SECONDS_TO_STOP, TimeUnit.SECONDS);
    } else if (!paused && status.isStopped()) {
      camel.getRouteController().startRoute(route);
    }
  }
}
