package simtrix.call;

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

  private final CallJournal journal;
  private final SimtrixSettings settings;
  private final Clock clock;
  private final Instant started;

  Sweeps(CallJournal journal, SimtrixSettings settings, Clock clock) {
    this.journal = journal;
    this.settings = settings;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** What was queued before this server started cannot be on its way any more. */
  public void unsentBefore(Exchange exchange) {
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
    journal.resent(call.id());
  }

  public void close(@Body CallRecord row) {
    journal.close(row.snapshot().id());
  }

  private static void before(Exchange exchange, Instant limit) {
    exchange.getMessage().setHeader(JpaConstants.JPA_PARAMETERS_HEADER, Map.of("before", limit));
  }
}
