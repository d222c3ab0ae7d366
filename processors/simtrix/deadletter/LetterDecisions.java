package simtrix.deadletter;

import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.access.Viewer;
import simtrix.deadletter.DeadLetter.State;
import simtrix.deadletter.DeadLetterRetry.Retried;
import simtrix.deadletter.LetterEvents.Deed;
import simtrix.edge.RefusedRequest;
import simtrix.text.Sentence;

/** What a person decides about a letter without another attempt. */
@Component("letterDecisions")
public class LetterDecisions {

  private final DeadLetters letters;
  private final LetterEvents events;
  private final LetterSubjects subjects;

  LetterDecisions(DeadLetters letters, LetterEvents events, LetterSubjects subjects) {
    this.letters = letters;
    this.events = events;
    this.subjects = subjects;
  }

  /**
   * The call need not be written. Its message stays where it is, for the way back.
   *
   * @throws RefusedRequest 404; 409 for a letter that is not dead
   */
  @Transactional
  public Retried archive(@Header("id") long id, @ExchangeProperty("viewer") Viewer viewer) {
    return move(id, viewer, LetterSubject::archive, State.ARCHIVED, Deed.ARCHIVED);
  }

  /**
   * The call has to be written after all.
   *
   * @throws RefusedRequest 404; 409 for a letter that is not archived
   */
  @Transactional
  public Retried restore(@Header("id") long id, @ExchangeProperty("viewer") Viewer viewer) {
    return move(id, viewer, LetterSubject::restore, State.DEAD, Deed.RESTORED);
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

  private Retried move(
      long id, Viewer viewer, BiPredicate<LetterSubject, UUID> decide, State to, Deed deed) {
    DeadLetter letter = letters.require(id);
    LetterSubject subject = subjects.of(letter.kind());
    State from = to == State.DEAD ? State.ARCHIVED : State.DEAD;
    if (letter.state() != from || !decide.test(subject, letter.callId())) {
      throw RefusedRequest.of(
          HttpStatus.CONFLICT,
          Sentence.of(
              "refusal.letter.decided", id, letter.state().named(), from.named(), to.named()));
    }
    letters.move(letter.kind(), letter.callId(), to);
    events.happened(id, deed, viewer, Map.of());
    return new Retried(id, to, subject.callStatus(letter.callId(), to));
  }
}
