package simtrix.call;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.component.jpa.JpaConstants;
import org.springframework.stereotype.Component;
import simtrix.settings.SimtrixSettings;

/**
 * The times behind the sweeps of {@code routes/sweeps.camel.yaml}: how old a call must be before it
 * is looked after.
 */
@Component("sweeps")
public class Sweeps {

  /**
   * So long a message may be on its way between the commit of the row and the note that it was
   * sent.
   */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(20);

  /** So long a due message may wait in the queue of a busy portal before it is taken for lost. */
  private static final Duration IN_THE_QUEUE = Duration.ofMinutes(5);

  /**
   * After so long a message in the broker is not believed in any more without a new one: the
   * broker's disk may have been lost, or been restored from an older backup. If both come, the
   * second is dropped by its ticket.
   */
  private static final Duration BELIEVED = Duration.ofHours(1);

  private static final String COUNTER = "simtrix.sweep.calls";

  private final CallJournal journal;
  private final SimtrixSettings settings;
  private final Clock clock;
  private final Instant started;
  private final Counter doubted;
  private final Counter overdue;
  private final Counter unfinished;

  Sweeps(CallJournal journal, SimtrixSettings settings, Clock clock, MeterRegistry meters) {
    this.doubted = counter(meters, "doubted");
    this.overdue = counter(meters, "overdue");
    this.unfinished = counter(meters, "unfinished");
    this.journal = journal;
    this.settings = settings;
    this.clock = clock;
    this.started = clock.instant();
  }

  private static Counter counter(MeterRegistry meters, String sweep) {
    return Counter.builder(COUNTER)
        .description("Calls that a sweep of this node had to look after")
        .tag("sweep", sweep)
        .register(meters);
  }

  /** What was queued before this server started cannot be on its way any more. */
  public void unsentBefore(Exchange exchange) {
    doubted.increment(journal.doubtMessages(clock.instant().minus(BELIEVED)));
    Instant usual = clock.instant().minus(ON_ITS_WAY);
    before(exchange, usual.isAfter(started) ? usual : started);
  }

  /**
   * A retry that is due may wait behind others in its queue; one that an earlier run of the server
   * planned may have no message at all, because the server died between the two.
   */
  public void overdueBefore(Exchange exchange) {
    Instant now = clock.instant();
    exchange
        .getMessage()
        .setHeader(
            JpaConstants.JPA_PARAMETERS_HEADER,
            Map.of("before", now.minus(IN_THE_QUEUE), "started", started, "now", now));
  }

  public void unfinishedBefore(Exchange exchange) {
    before(exchange, clock.instant().minus(settings.unansweredAfter()));
  }

  public void resent(@ExchangeProperty("call") Call call) {
    overdue.increment();
    journal.resent(call.id());
  }

  public void close(@Body CallRecord row) {
    unfinished.increment();
    journal.close(row.snapshot().id());
  }

  private static void before(Exchange exchange, Instant limit) {
    exchange.getMessage().setHeader(JpaConstants.JPA_PARAMETERS_HEADER, Map.of("before", limit));
  }
}
