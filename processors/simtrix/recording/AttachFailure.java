package simtrix.recording;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.call.AttemptLog;
import simtrix.call.CallJournal;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetters;
import simtrix.failure.CaughtFailure;
import simtrix.failure.CrmFailure;
import simtrix.failure.RetryPlan;
import simtrix.settings.SimtrixSettings;

/**
 * What becomes of a recording that could not be attached: another attempt later, or the dead
 * letters (DESIGN 7). The call itself is not touched.
 */
@Component("attachFailure")
public class AttachFailure {

  private static final Logger LOG = LoggerFactory.getLogger(AttachFailure.class);

  private final RecordingDelivery delivery;
  private final AttemptLog attempts;
  private final DeadLetters letters;
  private final CallJournal calls;
  private final SimtrixSettings settings;
  private final Clock clock;

  public AttachFailure(
      RecordingDelivery delivery,
      AttemptLog attempts,
      DeadLetters letters,
      CallJournal calls,
      SimtrixSettings settings,
      Clock clock) {
    this.delivery = delivery;
    this.attempts = attempts;
    this.letters = letters;
    this.calls = calls;
    this.settings = settings;
    this.clock = clock;
  }

  /** Whether this server's own database or broker is away, so that nothing can be decided. */
  public boolean isOutage(Exchange exchange) {
    return CaughtFailure.isOutage(exchange);
  }

  /** The one predicate: whether another attempt makes sense for the exception of this exchange. */
  public boolean isWorthAnotherAttempt(Exchange exchange) {
    CrmFailure failure = failure(exchange);
    return recording(exchange)
        .filter(recording -> failure.category().isPassing())
        .filter(
            recording ->
                !failure.isAttempt() || recording.attempts() <= settings.retryDelays().size())
        .isPresent();
  }

  /** Plans the next attempt: sets the properties {@code nextAttemptAt} and {@code recording}. */
  @Transactional
  public void retry(Exchange exchange) {
    CrmFailure failure = failure(exchange);
    Recording recording = recording(exchange).orElseThrow();
    Instant next = next(recording, failure);
    if (failure.isAttempt()) {
      attempts.failed(WriteKind.RECORDING, recording.callId(), failure);
    }
    LOG.info(
        "The recording of call {} could not be attached ({} {}), next attempt at {}",
        recording.callId(),
        failure.category(),
        failure.code(),
        next);
    noteEnd(recording, failure);
    exchange.setProperty("nextAttemptAt", next);
    exchange.setProperty("recording", delivery.retryAt(recording, next, failure.isAttempt()));
  }

  /** Gives it up: recording and letter in one transaction. */
  @Transactional
  public void giveUp(Exchange exchange) {
    CrmFailure failure = failure(exchange);
    recording(exchange).ifPresent(recording -> giveUp(exchange, recording, failure));
  }

  private void giveUp(Exchange exchange, Recording recording, CrmFailure failure) {
    LOG.warn(
        "The recording of call {} is given up ({}); its dead letter says more",
        recording.callId(),
        CrmFailure.codeOf(failure));
    LOG.debug("The recording of call {} was given up because of this", recording.callId(), failure);
    attempts.failed(WriteKind.RECORDING, recording.callId(), failure);
    noteEnd(recording, failure);
    delivery
        .giveUp(recording)
        .ifPresent(
            dead -> {
              calls
                  .find(dead.callId())
                  .ifPresent(
                      call -> letters.bury(WriteKind.RECORDING, call, dead.attempts(), failure));
              exchange.setProperty("recording", dead);
            });
  }

  private void noteEnd(Recording recording, CrmFailure failure) {
    if (!failure.isUnclear()) {
      delivery.settled(recording.callId());
    }
  }

  /** The recording counts its attempt when that begins, so the first pause follows the first. */
  private Instant next(Recording recording, CrmFailure failure) {
    return new RetryPlan(settings.retryDelays())
        .next(Math.max(0, recording.attempts() - 1), failure, clock.instant());
  }

  private static Optional<Recording> recording(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty("recording", Recording.class));
  }

  private static CrmFailure failure(Exchange exchange) {
    return CaughtFailure.of(
        exchange,
        "The server failed while it attached this recording; its log says more. Retry once that is mended.");
  }
}
