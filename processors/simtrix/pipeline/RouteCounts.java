package simtrix.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.Search;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.springframework.stereotype.Component;
import simtrix.routing.LiveRoutes;

/** How often each route has run on this server, from what Camel keeps anyway. */
@Component
public class RouteCounts {

  private static final String ROUTE = "routeId";

  private final MeterRegistry meters;
  private final CamelContext camel;

  RouteCounts(MeterRegistry meters, CamelContext camel) {
    this.meters = meters;
    this.camel = camel;
  }

  /**
   * One route since this server started.
   *
   * @param failed those that left the route with a failure, and those whose failure it dealt with
   * @param underWay at this moment
   * @param mean of those that are through; zero when none is
   */
  public record Count(long total, long failed, long underWay, Duration mean) {}

  public Count of(String route) {
    long failed =
        counted("camel.exchanges.failed", route)
            + counted("camel.exchanges.failures.handled", route);
    return new Count(counted("camel.exchanges.total", route), failed, underWay(route), mean(route));
  }

  /** Of the route and of those that it has followed after edits. */
  private Search of(String name, String route) {
    return meters.find(name).tag(ROUTE, running -> LiveRoutes.idOf(running).equals(route));
  }

  private long underWay(String route) {
    return camel.getRoutes().stream()
        .map(Route::getRouteId)
        .filter(running -> LiveRoutes.idOf(running).equals(route))
        .mapToLong(camel.getInflightRepository()::size)
        .sum();
  }

  private long counted(String name, String route) {
    return (long) of(name, route).counters().stream().mapToDouble(Counter::count).sum();
  }

  private Duration mean(String route) {
    double nanos = 0;
    long count = 0;
    for (Timer timer : of("camel.route.policy", route).timers()) {
      nanos += timer.totalTime(TimeUnit.NANOSECONDS);
      count += timer.count();
    }
    return count == 0 ? Duration.ZERO : Duration.ofNanos((long) (nanos / count));
  }
}
