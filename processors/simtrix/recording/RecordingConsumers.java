package simtrix.recording;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.portal.Portal;
import simtrix.portal.PortalRegistry;
import simtrix.routing.CallsRoutes;
import simtrix.routing.PortalRoutes;

/**
 * Gives each portal that has recordings on their way a route of its own that attaches them, made
 * from the template {@code portal-recordings}. A portal without any costs nothing.
 */
@Component("recordingConsumers")
@CallsRoutes("portal-recordings")
public class RecordingConsumers {

  private static final String TEMPLATE = "portal-recordings";

  private final PortalRoutes routes;
  private final PortalRegistry portals;
  private final JdbcClient jdbc;

  /** Portals that have had recordings since this server started. */
  private final Set<Long> started = new HashSet<>();

  RecordingConsumers(PortalRoutes routes, PortalRegistry portals, JdbcClient jdbc) {
    this.routes = routes;
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
        routes.keep(TEMPLATE, id, portal.get().pausedAt().isPresent());
      }
    }
  }
}
