package simtrix.call;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.call.CallCounts.Reading;

/**
 * Publishes how many calls have which status, and checks the sum: an ended call that has none of
 * the six statuses would be a lost one (DESIGN 3).
 */
@Component("callMetrics")
public class CallMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(CallMetrics.class);

  private final CallCounts counts;
  private volatile Reading last;

  CallMetrics(CallCounts counts, MeterRegistry meters) {
    this.counts = counts;
    Map<CallStatus, Long> none = new EnumMap<>(CallStatus.class);
    CallStatus.OF_ENDED_CALLS.forEach(status -> none.put(status, 0L));
    this.last = new Reading(0, none);
    for (CallStatus status : CallStatus.OF_ENDED_CALLS) {
      Gauge.builder("simtrix.calls", this, metrics -> metrics.last.byStatus().get(status))
          .description("Ended calls by status")
          .tag("status", status.name())
          .register(meters);
    }
    Gauge.builder("simtrix.calls.accepted", this, metrics -> metrics.last.accepted())
        .description("Ended calls that were accepted; the sum of simtrix.calls")
        .register(meters);
    Gauge.builder("simtrix.calls.sum.wrong", this, metrics -> metrics.last.addsUp() ? 0 : 1)
        .description("1 when the statuses do not add up to the accepted calls")
        .register(meters);
  }

  /** Reads the journal once. */
  public void read() {
    last = counts.read(Optional.empty());
    if (!last.addsUp()) {
      LOG.error(
          "The journal does not add up: {} ended calls, but {}", last.accepted(), last.byStatus());
    }
  }
}
