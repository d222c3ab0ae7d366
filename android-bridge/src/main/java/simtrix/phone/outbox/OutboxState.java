package simtrix.phone.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * How the sending goes.
 *
 * @param waiting events not yet accepted by the server
 * @param oldest when the oldest of them happened
 * @param lastAccepted when the server last took one
 * @param trouble why the last try failed; empty when it did not
 * @param nextTry when it is tried again, where that is known
 */
public record OutboxState(
    int waiting,
    Optional<Instant> oldest,
    Optional<Instant> lastAccepted,
    Optional<Trouble> trouble,
    Optional<Instant> nextTry) {

  /** Why an event could not be handed over. The screens have a sentence for each. */
  public enum Trouble {
    NOT_PAIRED,
    PAIR_AGAIN,
    NO_NETWORK,
    NO_ANSWER,
    NOT_SECURE,
    TOO_FAST,
    SERVER_BUSY,
    SERVER_BROKEN
  }
}
