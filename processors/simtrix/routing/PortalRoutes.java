package simtrix.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
  private final LiveRoutes live;
  private final Map<String, Origin> origins = new HashMap<>();

  public PortalRoutes(CamelContext camel, LiveRoutes live) {
    this.camel = camel;
    this.live = live;
  }

  private record Origin(String template, long portal) {}

  /**
   * Makes a portal's route of a template, unless there is one; the route of a paused portal rests,
   * and what it would take waits in its queue.
   */
  public synchronized void keep(String template, long portal, boolean paused) throws Exception {
    String id = template + "-" + portal;
    String route = live.running(id);
    if (camel.getRoute(route) != null) {
      follow(route, paused);
    } else if (!paused) {
      camel.addRouteFromTemplate(route, template, Map.of("portal", portal));
      origins.put(id, new Origin(template, portal));
      LOG.info("Route {} runs for portal {}", route, portal);
    }
  }

  /**
   * Has each route of a template that was edited followed by one of what it says now. A portal
   * whose new route cannot be started keeps the one that it has.
   *
   * @param edit the number of the edit, for the ids of the new routes
   * @return the routes that were followed, and can end
   */
  public synchronized List<String> renew(String template, long edit) {
    List<String> followed = new ArrayList<>();
    for (Map.Entry<String, Origin> route : origins.entrySet()) {
      String running = live.running(route.getKey());
      if (route.getValue().template().equals(template) && camel.getRoute(running) != null) {
        try {
          follow(running, LiveRoutes.after(route.getKey(), edit), route.getValue());
          live.replace(route.getKey(), LiveRoutes.after(route.getKey(), edit));
          followed.add(running);
        } catch (Exception refused) {
          LOG.error("Route {} goes on as it was before the edit of its template", running, refused);
        }
      }
    }
    return followed;
  }

  private void follow(String running, String next, Origin origin) throws Exception {
    if (camel.getRouteController().getRouteStatus(running).isStarted()) {
      camel.addRouteFromTemplate(next, origin.template(), Map.of("portal", origin.portal()));
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
