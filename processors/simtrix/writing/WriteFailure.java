package simtrix.writing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.call.AttemptLog;
import simtrix.call.Call;
import simtrix.call.CallActions;
import simtrix.call.CallJournal;
import simtrix.deadletter.DeadLetters;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.failure.Outage;
import simtrix.settings.SimtrixSettings;

/**
 * What becomes of a call whose write failed: another attempt later, or the dead letters (DESIGN 7).
 */
@Component("writeFailure")
public class WriteFailure {

  private static final Logger LOG = LoggerFactory.getLogger(WriteFailure.class);

  /**
   * Each pause is lengthened by up to this share, so that a portal that comes back is not met by a
   * wall.
   */
  private static final double JITTER = 0.2;

  /**
   * So often the broker delivers a call (with its pauses, over some eight minutes) that meets an
   * error of the database of which nobody can say whether it passes.
   */
  private static final int MOST_DELIVERIES = 20;

  /** Of a fault of this server so many lines of its stack are logged. */
  private static final int MOST_FRAMES = 8;

  private final CallJournal journal;
  private final CallActions actions;
  private final AttemptLog attempts;
  private final DeadLetters deadLetters;
  private final SimtrixSettings settings;
  private final Clock clock;

  public WriteFailure(
      CallJournal journal,
      CallActions actions,
      AttemptLog attempts,
      DeadLetters deadLetters,
      SimtrixSettings settings,
      Clock clock) {
    this.journal = journal;
    this.actions = actions;
    this.attempts = attempts;
    this.deadLetters = deadLetters;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Whether this server's own database or broker is away, so that nothing can be decided. An error
   * that one call meets time and again is none; if it is one after all, the call cannot be given up
   * either, and goes on coming back.
   */
  public boolean isOutage(Exchange exchange) {
    Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    boolean again = exchange.getProperty(WriteStart.DELIVERIES, 1, Integer.class) > MOST_DELIVERIES;
    return Outage.isBehind(caught) && !(again && Outage.mayBeFault(caught));
  }

  /** The one predicate: whether another attempt makes sense for the exception of this exchange. */
  public boolean isWorthAnotherAttempt(Exchange exchange) {
    CrmFailure failure = failure(exchange);
    return call(exchange)
        .filter(call -> failure.category().isPassing())
        .filter(call -> !failure.isAttempt() || call.attempts() < settings.retryDelays().size())
        .isPresent();
  }

  /**
   * Plans the next attempt: sets the property {@code nextAttemptAt}, and {@code call} as it is now.
   */
  @Transactional
  public void retry(Exchange exchange) {
    CrmFailure failure = failure(exchange);
    Call call = call(exchange).orElseThrow();
    Instant next = next(call, failure);
    if (failure.isAttempt()) {
      attempts.failed(call.id(), failure);
    }
    LOG.info(
        "Call {} could not be written ({} {}), next attempt at {}",
        call.id(),
        failure.category(),
        failure.code(),
        next);
    noteEnd(call, failure);
    exchange.setProperty("nextAttemptAt", next);
    exchange.setProperty("call", journal.retryAt(call.id(), next, failure.isAttempt()));
  }

  /**
   * Gives the call up: a person has to look at it. The call and its letter are one transaction, so
   * that none is dead without anybody being told.
   */
  @Transactional
  public void giveUp(Exchange exchange) {
    CrmFailure failure = failure(exchange);
    call(exchange)
        .ifPresent(
            call -> {
              LOG.warn(
                  "Call {} is given up ({}{}); its dead letter says more",
                  call.id(),
                  CrmFailure.codeOf(failure),
                  fault(failure));
              LOG.debug("Call {} was given up because of this", call.id(), failure);
              attempts.failed(call.id(), failure);
              noteEnd(call, failure);
              actions.release(call.id());
              Call dead = journal.giveUp(call.id());
              deadLetters.bury(dead, failure);
              exchange.setProperty("call", dead);
            });
  }

  /** Where in this server it went wrong; what an exception says may hold numbers and names. */
  private static String fault(CrmFailure failure) {
    return failure.category() == Category.BUG && failure.getCause() != null
        ? Arrays.stream(failure.getCause().getStackTrace())
            .limit(MOST_FRAMES)
            .map(frame -> " at " + frame)
            .collect(Collectors.joining())
        : "";
  }

  private void noteEnd(Call call, CrmFailure failure) {
    if (!failure.isUnclear()) {
      journal.stepEnded(call.id());
    }
  }

  private Instant next(Call call, CrmFailure failure) {
    int last = settings.retryDelays().size() - 1;
    Duration delay = settings.retryDelays().get(Math.min(call.attempts(), last));
    long jitter = (long) (delay.toMillis() * JITTER * ThreadLocalRandom.current().nextDouble());
    Instant planned = clock.instant().plus(delay).plusMillis(jitter);
    Optional<Instant> earliest = failure.notBefore();
    if (!failure.isAttempt() && earliest.isPresent()) {
      return earliest.get();
    }
    return earliest.filter(planned::isBefore).orElse(planned);
  }

  private static Optional<Call> call(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty("call", Call.class));
  }

  private static CrmFailure failure(Exchange exchange) {
    Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
      if (cause instanceof CrmFailure failure) {
        return failure;
      }
    }
    return CrmFailure.of(
        Category.BUG,
        caught.getClass().getSimpleName(),
        "The server failed while it wrote this call; its log says more. Retry once that is mended.",
        caught);
  }
}
