package simtrix.call;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;
import simtrix.call.Call.Progress;

/**
 * The columns of the journal that tell what stands in the portal; what is known once is never
 * forgotten.
 */
@Embeddable
class ProgressColumns {

  private Instant writeStartedAt;
  private Instant stepLeftAt;

  @Enumerated(EnumType.STRING)
  private CallOutcome loggedOutcome;

  @Enumerated(EnumType.STRING)
  private CallOutcome writtenOutcome;

  private String entityType;
  private Long entityId;
  private Long dealId;
  private boolean dealBound;
  private Long leadId;
  private String crmCallId;
  private Long activityId;

  /** From now on the portal may have seen something of this call. */
  void start(Instant now) {
    if (writeStartedAt == null) {
      writeStartedAt = now;
    }
  }

  /** When a step left of which the end is not known. */
  Optional<Instant> stepLeftAt() {
    return Optional.ofNullable(stepLeftAt);
  }

  void stepEnded() {
    stepLeftAt = null;
  }

  boolean isWritten() {
    return writtenOutcome != null;
  }

  /**
   * The write is complete, or corrected.
   *
   * @param outcome of the call that was written
   * @return as which it stands there, which is another one when it was answered after it was logged
   */
  CallOutcome written(CallOutcome outcome) {
    boolean asLogged = !isWritten() && Progress.isOutdated(loggedOutcome, outcome);
    writtenOutcome = asLogged ? loggedOutcome : outcome;
    stepEnded();
    return writtenOutcome;
  }

  void advance(Progress progress) {
    loggedOutcome = progress.loggedOutcome().orElse(loggedOutcome);
    entityType = progress.entityType().orElse(entityType);
    entityId = progress.entityId().orElse(entityId);
    dealId = progress.dealId().orElse(dealId);
    dealBound = dealBound || progress.dealBound();
    leadId = progress.leadId().orElse(leadId);
    crmCallId = progress.crmCallId().orElse(crmCallId);
    activityId = progress.activityId().orElse(activityId);
  }

  Progress snapshot() {
    return new Progress(
        writeStartedAt != null,
        Optional.ofNullable(loggedOutcome),
        Optional.ofNullable(writtenOutcome),
        Optional.ofNullable(entityType),
        Optional.ofNullable(entityId),
        Optional.ofNullable(dealId),
        dealBound,
        Optional.ofNullable(leadId),
        Optional.ofNullable(crmCallId),
        Optional.ofNullable(activityId));
  }
}
