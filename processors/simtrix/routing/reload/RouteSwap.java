package simtrix.routing.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.routing.LiveRoutes;
import simtrix.routing.PortalRoutes;
import simtrix.routing.check.RouteEntry;
import simtrix.routing.check.RouteEntry.Kind;
import simtrix.routing.check.RouteText;

/**
 * Puts edited routes in the place of those that run, without a message being lost or refused: a new
 * route is made and started beside the old one, gets what comes from then on, and the old one ends
 * what it has begun. Either all changes take effect or none.
 */
@Component
class RouteSwap {

  private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);

  private final CamelContext camel;
  private final LiveRoutes live;
  private final PortalRoutes portals;
  private final Retirement retirement;
  private final AtomicLong edits = new AtomicLong();

  RouteSwap(CamelContext camel, LiveRoutes live, PortalRoutes portals, Retirement retirement) {
    this.camel = camel;
    this.live = live;
    this.portals = portals;
    this.retirement = retirement;
  }

  /**
   * A route that is to follow another.
   *
   * @param id in the file
   * @param before the one that runs, if there is one
   * @param starts unless the file says otherwise
   */
  private record Successor(
      Kind kind, String id, Optional<String> before, String after, boolean starts) {}

  /**
   * Makes what runs be what the files say.
   *
   * @return ids of the routes that are new or another now
   * @throws Exception why Camel would not take it; then everything runs as before
   */
  List<String> make(Collection<RouteText> before, Collection<RouteText> after) throws Exception {
    retirement.awaitHandOvers();
    RouteChanges changes = RouteChanges.between(before, after);
    RouteDefinitions now = RouteDefinitions.of(changes.changed(), after, camel);
    SharedParts shared = new SharedParts(model());
    long edit = edits.incrementAndGet();
    List<Successor> made = new ArrayList<>();
    try {
      shared.exchange(changes, now);
      add(changes, now, edit, made);
      start(made);
    } catch (Exception refused) {
      takeBack(made);
      RouteChanges back = RouteChanges.between(after, before);
      shared.exchange(back, RouteDefinitions.of(back.changed(), before, camel));
      throw refused;
    }
    handOver(changes, made, edit);
    return made.stream().map(Successor::id).toList();
  }

  private Model model() {
    return camel.getCamelContextExtension().getContextPlugin(Model.class);
  }

  private void add(RouteChanges changes, RouteDefinitions now, long edit, List<Successor> made)
      throws Exception {
    for (RouteEntry entry : changes.changed(Kind::isRoute)) {
      Optional<String> before =
          Optional.of(live.running(entry.id())).filter(id -> camel.getRoute(id) != null);
      String as = LiveRoutes.after(entry.id(), edit);
      boolean starts = now.startsItself(entry.id());
      RouteDefinition route = now.route(entry.id(), as);
      if (entry.kind() == Kind.REST && before.filter(id -> isSame(id, route)).isPresent()) {
        continue;
      }
      made.add(new Successor(entry.kind(), entry.id(), before, as, starts));
      model().addRouteDefinitions(List.of(route));
    }
  }

  /** Routes of a contract do nothing but what it says: the same contract needs no other route. */
  private boolean isSame(String running, RouteDefinition route) {
    return model()
        .getRouteDefinition(running)
        .getInput()
        .getEndpointUri()
        .equals(route.getInput().getEndpointUri());
  }

  private void start(List<Successor> made) throws Exception {
    for (Successor route : made) {
      if (route.starts() && !hasToWait(route)) {
        camel.getRouteController().startRoute(route.after());
      }
    }
  }

  /** Some endpoints, of timers for example, serve one route only. */
  private boolean hasToWait(Successor route) {
    Endpoint endpoint = camel.getRoute(route.after()).getEndpoint();
    return route
            .before()
            .map(camel::getRoute)
            .map(Route::getEndpoint)
            .filter(endpoint::equals)
            .isPresent()
        && !(endpoint instanceof MultipleConsumersSupport several
            && several.isMultipleConsumersSupported());
  }

  private void handOver(RouteChanges changes, List<Successor> made, long edit) {
    for (Successor route : made) {
      live.replace(route.id(), route.after());
      route.before().ifPresent(before -> retire(before, route));
    }
    for (RouteEntry template : changes.changed(Kind.TEMPLATE::equals)) {
      portals.renew(template.id(), edit).forEach(retirement::retire);
    }
    changes.removed(Kind::isRoute).stream()
        .map(entry -> live.running(entry.id()))
        .filter(id -> camel.getRoute(id) != null)
        .forEach(retirement::retire);
  }

  private void retire(String before, Successor route) {
    if (route.kind() == Kind.REST) {
      retirement.displaced(before);
    } else if (route.starts() && hasToWait(route)) {
      retirement.handOver(before, route.after());
    } else {
      retirement.retire(before);
    }
  }

  private void takeBack(List<Successor> made) {
    for (Successor route : made) {
      try {
        route.before().map(camel::getRoute).ifPresent(RouteSwap::putBack);
        if (camel.getRoute(route.after()) != null) {
          camel.getRouteController().stopRoute(route.after());
          camel.removeRoute(route.after());
        } else {
          model().removeRouteDefinition(model().getRouteDefinition(route.after()));
        }
      } catch (Exception notTaken) {
        LOG.error("Route {} could not be taken back", route.after(), notTaken);
      }
    }
  }

  /** The last consumer that starts or resumes is the one that gets the messages. */
  private static void putBack(Route before) {
    if (before.getConsumer() instanceof DirectConsumer consumer) {
      ServiceHelper.suspendService(consumer);
      ServiceHelper.resumeService(consumer);
    }
  }
}
