package simtrix.deadletter;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import simtrix.access.Viewer;
import simtrix.call.WriteKind;
import simtrix.failure.Category;
import simtrix.text.Sentence;

/**
 * One write that was given up (DESIGN 7).
 *
 * @param kind whether the call itself or its recording could not be written
 * @param number as the phone sent it
 * @param code the portal's error code, or one of ours
 * @param message what was wrong, for people
 * @param attempts how often the portal was asked
 * @param group key of its group of like failures
 * @param editedFrom the letter that this one is a corrected copy of
 * @param editedInto the corrected copy of this one
 * @param nextAttemptAt when a letter that is being retried is tried next
 */
public record DeadLetter(
    long id,
    UUID callId,
    WriteKind kind,
    long portal,
    Optional<String> number,
    Category category,
    String code,
    String message,
    int attempts,
    Instant firstFailedAt,
    Instant lastFailedAt,
    State state,
    Optional<String> note,
    String group,
    Optional<Long> editedFrom,
    Optional<Long> editedInto,
    Optional<Instant> nextAttemptAt) {

  /** Where a letter stands. */
  public enum State {
    DEAD,
    /** A person has asked for another attempt, and it has not ended yet. */
    RETRYING,
    ARCHIVED,
    /** The call stands in the CRM after all. */
    RESOLVED;

    /** In a sentence: its word for people. */
    public Sentence named() {
      return Sentence.named(name(), "state." + name());
    }
  }

  /** The letter as somebody may see it. */
  public DeadLetter seenBy(Viewer viewer) {
    return new DeadLetter(
        id,
        callId,
        kind,
        portal,
        number.map(viewer::number),
        category,
        code,
        viewer.text(message),
        attempts,
        firstFailedAt,
        lastFailedAt,
        state,
        note.map(viewer::text),
        group,
        editedFrom,
        editedInto,
        nextAttemptAt);
  }
}
