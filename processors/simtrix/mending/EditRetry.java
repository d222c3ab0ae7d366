package simtrix.mending;

import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import simtrix.access.Viewer;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.call.CallStatus;
import simtrix.call.Corrections;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.DeadLetter.State;
import simtrix.deadletter.DeadLetterRetry;
import simtrix.deadletter.DeadLetters;
import simtrix.deadletter.LetterEvents;
import simtrix.deadletter.LetterEvents.Deed;
import simtrix.edge.RefusedRequest;
import simtrix.mending.EditReader.Corrected;
import simtrix.mending.LetterPayload.Field;
import simtrix.text.Sentence;

/**
 * Corrects a letter and tries it again as a copy (DESIGN 7). The correction is kept with the call,
 * so that every attempt from now on uses it; what stands in the portal already is found as before,
 * so that the call is still written once.
 */
@Component("editRetry")
public class EditRetry {

  /**
   * @param id of the copy
   * @param original of the letter that is resolved with it
   */
  public record Edited(long id, long original, State state, CallStatus callStatus) {}

  private final DeadLetters letters;
  private final LetterEvents events;
  private final CallJournal journal;
  private final Corrections corrections;
  private final LetterPayload payloads;
  private final EditReader reader;
  private final TransactionOperations transaction;

  EditRetry(
      DeadLetters letters,
      LetterEvents events,
      CallJournal journal,
      Corrections corrections,
      LetterPayload payloads,
      EditReader reader,
      TransactionOperations transaction) {
    this.letters = letters;
    this.events = events;
    this.journal = journal;
    this.corrections = corrections;
    this.payloads = payloads;
    this.reader = reader;
    this.transaction = transaction;
  }

  /**
   * Sets the property {@code call} to the corrected call that is to be written, and {@code edited}
   * to the answer.
   *
   * @throws RefusedRequest 404; 409 for a letter that is not dead; 400 for a field that may not
   *     change
   */
  public void start(
      Exchange exchange,
      @Header("id") long id,
      @Body Edit edit,
      @ExchangeProperty("viewer") Viewer viewer) {
    DeadLetter letter = letters.require(id);
    if (letter.state() != State.DEAD) {
      throw DeadLetterRetry.notDead(letter);
    }
    if (letter.kind() != WriteKind.CALL) {
      throw RefusedRequest.of(HttpStatus.CONFLICT, Sentence.of("refusal.edit.recording", id));
    }
    Call before = journal.find(letter.callId()).orElseThrow();
    Corrected corrected = reader.read(before, edit.payload());
    transaction.executeWithoutResult(
        status -> {
          corrections.keep(before.id(), payloads.now(before), corrected.call());
          Call call =
              journal.retryByHand(before.id()).orElseThrow(() -> DeadLetterRetry.notDead(letter));
          long copy = letters.copy(letter, corrected.call().number());
          List<String> fields = corrected.changed().stream().map(Field::text).toList();
          events.happened(id, Deed.EDITED, viewer, Map.of("fields", fields, "copy", copy));
          exchange.setProperty("call", call);
          exchange.setProperty("edited", new Edited(copy, id, State.RETRYING, CallStatus.RETRYING));
        });
  }

  public Edited answer(@ExchangeProperty("edited") Edited edited) {
    return edited;
  }
}
