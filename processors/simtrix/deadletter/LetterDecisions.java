package simtrix.deadletter;

import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.access.Viewer;
import simtrix.call.CallJournal;
import simtrix.call.CallStatus;
import simtrix.deadletter.DeadLetter.State;
import simtrix.deadletter.DeadLetterRetry.Retried;
import simtrix.deadletter.LetterEvents.Deed;
import simtrix.edge.RefusedRequest;

/** What a person decides about a letter without another attempt. */
@Component("letterDecisions")
public class LetterDecisions {

  private final DeadLetters letters;
  private final LetterEvents events;
  private final CallJournal journal;

  LetterDecisions(DeadLetters letters, LetterEvents events, CallJournal journal) {
    this.letters = letters;
    this.events = events;
    this.journal = journal;
  }

  /**
   * The call need not be written. Its message stays where it is, for the way back.
   *
   * @throws RefusedRequest 404; 409 for a letter that is not dead
   */
  @Transactional
  public Retried archive(@Header("id") long id, @ExchangeProperty("viewer") Viewer viewer) {
    move(id, viewer, journal::archive, State.ARCHIVED, Deed.ARCHIVED);
    return new Retried(id, State.ARCHIVED, CallStatus.ARCHIVED);
  }

  /**
   * The call has to be written after all.
   *
   * @throws RefusedRequest 404; 409 for a letter that is not archived
   */
  @Transactional
  public Retried restore(@Header("id") long id, @ExchangeProperty("viewer") Viewer viewer) {
    move(id, viewer, journal::restore, State.DEAD, Deed.RESTORED);
    return new Retried(id, State.DEAD, CallStatus.DEAD);
  }

  /**
   * @throws RefusedRequest 404
   */
  @Transactional
  public DeadLetter note(
      @Header("id") long id, @Body Note note, @ExchangeProperty("viewer") Viewer viewer) {
    letters.require(id);
    letters.note(id, note.text().strip());
    events.happened(id, Deed.NOTED, viewer, Map.of());
    return letters.require(id);
  }

  private void move(long id, Viewer viewer, Predicate<UUID> call, State to, Deed deed) {
    DeadLetter letter = letters.require(id);
    State from = to == State.DEAD ? State.ARCHIVED : State.DEAD;
    if (letter.state() != from || !call.test(letter.callId())) {
      throw RefusedRequest.of(
          HttpStatus.CONFLICT,
          "Dead letter %d is %s; only one that is %s can become %s."
              .formatted(id, letter.state(), from, to));
    }
    letters.move(letter.callId(), to);
    events.happened(id, deed, viewer, Map.of());
  }
}
