package simtrix.call;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;

/**
 * A call as the journal has it at one moment.
 *
 * @param portal the portal's id
 * @param userId the Bitrix24 user whose phone rang
 * @param number as the phone sent it
 * @param e164 the same in E.164, where it is a telephone number
 * @param outcome present once the call has ended
 * @param ticket number of its one valid message; an older message is ignored
 * @param attempts how often the portal was asked to take it
 * @param nextAttemptAt when a retry is due
 * @param progress what is known to stand in the portal
 */
public record Call(
    UUID id,
    long portal,
    String deviceId,
    long userId,
    CallState state,
    Optional<CallOutcome> outcome,
    CallStatus status,
    Optional<String> number,
    Optional<String> e164,
    Presentation presentation,
    Optional<String> lineNumber,
    Instant ringingAt,
    int ringingOffset,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Instant updatedAt,
    int ticket,
    int attempts,
    Optional<Instant> nextAttemptAt,
    boolean messageMissing,
    Progress progress) {

  /**
   * What earlier attempts left in the portal.
   *
   * @param started whether the portal may have seen anything of this call
   * @param loggedOutcome as which the call stands there, perhaps with parts of its write missing
   * @param writtenOutcome the same once its write is complete, or corrected
   * @param entityType CONTACT, COMPANY or LEAD
   * @param leadId the lead that this call made
   */
  public record Progress(
      boolean started,
      Optional<CallOutcome> loggedOutcome,
      Optional<CallOutcome> writtenOutcome,
      Optional<String> entityType,
      Optional<Long> entityId,
      Optional<Long> dealId,
      boolean dealBound,
      Optional<Long> leadId,
      Optional<String> crmCallId,
      Optional<Long> activityId) {

    /** Whether a call that stands there with the one outcome has to be corrected for the other. */
    static boolean isOutdated(CallOutcome logged, CallOutcome now) {
      return now == CallOutcome.ANSWERED && logged != null && logged != CallOutcome.ANSWERED;
    }

    /** Nothing but how the call stands there. */
    public static Progress logged(
        Optional<CallOutcome> outcome,
        boolean bound,
        Optional<String> crmCallId,
        Optional<Long> activityId) {
      return new Progress(
          true,
          outcome,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          bound,
          Optional.empty(),
          crmCallId,
          activityId);
    }

    /** Nothing but where the call belongs. */
    public static Progress placed(
        String entityType, long entityId, Optional<Long> dealId, Optional<Long> leadId) {
      return new Progress(
          true,
          Optional.empty(),
          Optional.empty(),
          Optional.of(entityType),
          Optional.of(entityId),
          dealId,
          false,
          leadId,
          Optional.empty(),
          Optional.empty());
    }
  }

  /** The attempt that is begun with the call as it is here. */
  public Attempt nextAttempt() {
    return new Attempt(id, ticket, attempts + 1);
  }

  /** When it began to ring, by the phone's clock and in its zone. */
  public OffsetDateTime rang() {
    return ringingAt.atOffset(ZoneOffset.ofTotalSeconds(ringingOffset));
  }

  /** The same as a text for routes, as {@code 2026-11-24T10:00:00+01:00}. */
  public String rangText() {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(rang().withNano(0));
  }

  /** Whole seconds from answer to end; 0 for a call that nobody took (DESIGN 4). */
  public long talkSeconds() {
    if (outcome.filter(CallOutcome.ANSWERED::equals).isEmpty()
        || answeredAt.isEmpty()
        || endedAt.isEmpty()) {
      return 0;
    }
    return Math.max(0, Duration.between(answeredAt.get(), endedAt.get()).toSeconds());
  }

  /** Whether it ended and nobody took it. */
  public boolean isMissed() {
    return outcome.filter(CallOutcome.MISSED::equals).isPresent();
  }

  public boolean isAnonymous() {
    return presentation != Presentation.ALLOWED;
  }

  /** Whether it was answered, as the phone told after it had been logged as another one. */
  public boolean isAnsweredSinceLogged() {
    return Progress.isOutdated(progress.loggedOutcome().orElse(null), outcome.orElse(null));
  }

  /** Whether it stands in the CRM already, but not as it turned out to be. */
  public boolean needsCorrection() {
    return progress.writtenOutcome().isPresent() && !progress.writtenOutcome().equals(outcome);
  }
}
