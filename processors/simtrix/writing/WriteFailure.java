package simtrix.writing;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import simtrix.call.Attempt;
import simtrix.call.AttemptLog;
import simtrix.call.Call;
import simtrix.call.CallActions;
import simtrix.call.CallJournal;
import simtrix.deadletter.DeadLetters;
import simtrix.failure.Category;
import simtrix.failure.CaughtFailure;
import simtrix.failure.CrmFailure;
import simtrix.failure.RetryPlan;
import simtrix.settings.SimtrixSettings;

/**
 * What becomes of a call whose write failed: another attempt later, or the dead letters (DESIGN 7).
 */
@Component("writeFailure")
public class WriteFailure {

  private static final Logger LOG = LoggerFactory.getLogger(WriteFailure.class);

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

  /** Whether this server's own database or broker is away, so that nothing can be decided. */
  public boolean isOutage(Exchange exchange) {
    return CaughtFailure.isOutage(exchange);
  }

  /** Whether another attempt goes on with the call, so that this one has nothing to say of it. */
  public boolean isOvertaken(Exchange exchange) {
    try {
      return Optional.ofNullable(exchange.getProperty("attempt", Attempt.class))
          .filter(journal::isOvertaken)
          .isPresent();
    } catch (DataAccessException | TransactionException away) {
      return false; // A predicate that throws would stop the route; its next step meets the same.
    }
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
    Instant next =
        new RetryPlan(settings.retryDelays()).next(call.attempts(), failure, clock.instant());
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

  private static Optional<Call> call(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty("call", Call.class));
  }

  private static CrmFailure failure(Exchange exchange) {
    return CaughtFailure.of(
        exchange,
        "The server failed while it wrote this call; its log says more. Retry once that is mended.");
  }
}
