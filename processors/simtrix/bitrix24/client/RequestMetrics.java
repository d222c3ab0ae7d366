package simtrix.bitrix24.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Urgency;
import simtrix.failure.CrmFailure;

/**
 * Counts this node's requests to the portals and how long they took, as {@code
 * simtrix.portal.requests}: by portal, by what they were for ({@code look_up}, {@code write}) and
 * by how they ended ({@code ok}, or the category of the failure).
 */
@Component
class RequestMetrics {
  private final MeterRegistry meters;
  private final PortalGauges gauges;

  RequestMetrics(MeterRegistry meters, PortalGauges gauges) {
    this.meters = meters;
    this.gauges = gauges;
  }

  void answered(long portal, Urgency urgency, long nanos) {
    ended(portal, urgency, "ok", nanos);
  }

  /** The request was made and failed as a whole; one that was held back here is none. */
  void failed(long portal, Urgency urgency, CrmFailure failure, long nanos) {
    if (failure.isAttempt()) {
      ended(portal, urgency, failure.category().name().toLowerCase(Locale.ROOT), nanos);
    }
  }

  private void ended(long portal, Urgency urgency, String outcome, long nanos) {
    gauges.show(portal);
    Timer.builder("simtrix.portal.requests")
        .description("Requests to the portals, and how long each took")
        .tag("portal", Long.toString(portal))
        .tag("urgency", urgency.name().toLowerCase(Locale.ROOT))
        .tag("outcome", outcome)
        .register(meters)
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
