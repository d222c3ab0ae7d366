package simtrix.deadletter;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.access.Viewer;
import simtrix.call.CallStatus;
import simtrix.deadletter.LetterEvents.Deed;
import simtrix.edge.RefusedRequest;
import simtrix.text.Sentence;

/** Brings one dead letter back to life: one more attempt, asked for by a person. */
@Component("deadLetterRetry")
public class DeadLetterRetry {

  private final DeadLetters letters;
  private final LetterEvents events;
  private final LetterSubjects subjects;

  DeadLetterRetry(DeadLetters letters, LetterEvents events, LetterSubjects subjects) {
    this.letters = letters;
    this.events = events;
    this.subjects = subjects;
  }

  /**
   * Sets the property {@code kind}, and those from which the message is made: {@code call} for a
   * call that is to be written. At most one retry is outstanding: a letter that is not dead is
   * refused.
   *
   * @throws RefusedRequest 404 when there is no such letter, 409 when it is being retried or is
   *     done with
   */
  @Transactional
  public void start(
      Exchange exchange, @Header("id") long id, @ExchangeProperty("viewer") Viewer viewer) {
    startAs(exchange, id, viewer, Map.of());
  }

  /**
   * The same with more to say about it in the letter's story.
   *
   * @throws RefusedRequest as above
   */
  @Transactional
  public void startAs(Exchange exchange, long id, Viewer viewer, Map<String, Object> detail) {
    DeadLetter letter = letters.require(id);
    if (letter.state() != DeadLetter.State.DEAD) {
      throw notDead(letter);
    }
    if (!subjects.of(letter.kind()).retryByHand(exchange, letter.callId())) {
      throw notDead(letter);
    }
    letters.move(letter.kind(), letter.callId(), DeadLetter.State.RETRYING);
    events.happened(id, Deed.RETRIED, viewer, detail);
    exchange.setProperty("kind", letter.kind().name());
    exchange.setProperty("letter", letter.id());
  }

  /** The status that {@code GET} would show now. */
  public record Retried(long id, DeadLetter.State state, CallStatus callStatus) {}

  public Retried answer(@ExchangeProperty("letter") long id) {
    return answer(letters.require(id), DeadLetter.State.RETRYING);
  }

  Retried answer(DeadLetter letter, DeadLetter.State state) {
    return new Retried(
        letter.id(), state, subjects.of(letter.kind()).callStatus(letter.callId(), state));
  }

  /** 409: another attempt is under way, or nothing is left to do. */
  public static RefusedRequest notDead(DeadLetter letter) {
    return RefusedRequest.of(
        HttpStatus.CONFLICT,
        Sentence.of(
            "refusal.letter.not-dead",
            letter.id(),
            letter.state().named(),
            DeadLetter.State.DEAD.named()));
  }
}
