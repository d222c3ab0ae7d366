package simtrix.phone.outbox;

import java.time.Instant;
import java.util.Optional;
import simtrix.phone.device.Notes;

/** What is remembered of the tries, for people. */
final class Trying {

  private static final String ACCEPTED = "last-accepted";
  private static final String TROUBLE = "trouble";

  private final Notes notes;

  Trying(Notes notes) {
    this.notes = notes;
  }

  void accepted(Instant at) {
    notes.keep(ACCEPTED, at.toEpochMilli());
    wentWell();
  }

  void wentWell() {
    if (trouble().isPresent()) {
      notes.forget(TROUBLE);
    }
  }

  void trouble(OutboxState.Trouble trouble) {
    notes.keep(TROUBLE, trouble.name());
  }

  Optional<Instant> lastAccepted() {
    return notes.number(ACCEPTED).map(Instant::ofEpochMilli);
  }

  Optional<OutboxState.Trouble> trouble() {
    return notes.text(TROUBLE).map(OutboxState.Trouble::valueOf);
  }
}
