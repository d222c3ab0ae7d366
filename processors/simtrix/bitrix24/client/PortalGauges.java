package simtrix.bitrix24.client;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** How the way to each portal is, for every portal that this node has had to do with. */
@Component
class PortalGauges {
  private final MeterRegistry meters;
  private final TokenBuckets buckets;
  private final Circuits circuits;
  private final Set<Long> shown = ConcurrentHashMap.newKeySet();

  PortalGauges(MeterRegistry meters, TokenBuckets buckets, Circuits circuits) {
    this.meters = meters;
    this.buckets = buckets;
    this.circuits = circuits;
  }

  /** From now on this portal is shown. */
  void show(long portal) {
    if (shown.add(portal)) {
      String id = Long.toString(portal);
      Gauge.builder("simtrix.portal.tokens", () -> buckets.lastSeen(portal))
          .description("Requests that could go to the portal at once, as this node last saw it")
          .tag("portal", id)
          .register(meters);
      Gauge.builder("simtrix.portal.circuit", () -> openness(circuits.of(portal).state()))
          .description("Circuit breaker of the portal on this node: 0 closed, 0.5 trying, 1 open")
          .tag("portal", id)
          .register(meters);
    }
  }

  private static double openness(String state) {
    return switch (state) {
      case "OPEN", "FORCED_OPEN" -> 1;
      case "HALF_OPEN" -> 0.5;
      default -> 0;
    };
  }
}
