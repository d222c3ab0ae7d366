package simtrix.deadletter;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.call.CallStatus;
import simtrix.edge.RefusedRequest;

/** Brings one dead letter back to life: one more attempt, asked for by a person. */
@Component("deadLetterRetry")
public class DeadLetterRetry {

  private final DeadLetters letters;
  private final CallJournal journal;

  DeadLetterRetry(DeadLetters letters, CallJournal journal) {
    this.letters = letters;
    this.journal = journal;
  }

  /**
   * Sets the property {@code call} to the call that is to be written. At most one retry is
   * outstanding: a letter that is not dead is refused.
   *
   * @throws RefusedRequest 404 when there is no such letter, 409 when it is being retried or is
   *     done with
   */
  @Transactional
  public void start(Exchange exchange, @Header("id") long id) {
    DeadLetter letter =
        letters
            .find(id)
            .orElseThrow(() -> RefusedRequest.notFound("There is no dead letter " + id + "."));
    Call call = journal.retryByHand(letter.callId()).orElseThrow(() -> notDead(letter));
    letters.retrying(letter.callId());
    exchange.setProperty("call", call);
    exchange.setProperty("letter", letter.id());
  }

  /** The status that {@code GET} would show now. */
  public record Retried(long id, DeadLetter.State state, CallStatus callStatus) {}

  public Retried answer(@ExchangeProperty("letter") long id) {
    return new Retried(id, DeadLetter.State.RETRYING, CallStatus.RETRYING);
  }

  private static RefusedRequest notDead(DeadLetter letter) {
    return RefusedRequest.of(
        HttpStatus.CONFLICT,
        "Dead letter %d is %s; only a DEAD one can be retried."
            .formatted(letter.id(), letter.state()));
  }
}
