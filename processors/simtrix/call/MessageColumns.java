package simtrix.call;

import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;

/**
 * The columns of the journal about the one valid message of a call: each order makes the ones
 * before it old.
 */
@Embeddable
class MessageColumns {

  private int ticket;
  private int attempts;

  /** Read by queries alone. */
  @SuppressWarnings("UnusedVariable")
  private Instant queuedAt;

  private Instant sentAt;
  private Instant nextAttemptAt;

  /** To be written now. */
  void order(Instant now) {
    ticket++;
    attempts = 0;
    queuedAt = now;
    sentAt = null;
  }

  /** To be written later. */
  void orderFor(Instant next, Instant now) {
    ticket++;
    queuedAt = now;
    nextAttemptAt = next;
  }

  void orderForDead() {
    ticket++;
    nextAttemptAt = null;
  }

  void done() {
    nextAttemptAt = null;
  }

  void startAttempt() {
    attempts++;
  }

  /** It never reached the portal. */
  void takeBackAttempt() {
    attempts = Math.max(0, attempts - 1);
  }

  int ticket() {
    return ticket;
  }

  int attempts() {
    return attempts;
  }

  boolean isSent() {
    return sentAt != null;
  }

  Optional<Instant> nextAttemptAt() {
    return Optional.ofNullable(nextAttemptAt);
  }
}
