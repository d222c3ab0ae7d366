package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.jms.UncategorizedJmsException;
import simtrix.call.Call;
import simtrix.call.CallStatus;
import simtrix.deadletter.DeadLetter.State;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.deadletter.DeadLetterRetry;
import simtrix.deadletter.DeadLetterRetry.Retried;
import simtrix.deadletter.LetterDecisions;
import simtrix.deadletter.Note;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;
import simtrix.mending.Edit;
import simtrix.mending.EditRetry;
import simtrix.mending.LetterArchive;
import simtrix.mending.LetterChoice;
import simtrix.routes.Outside.Sent;

@DisplayName("routes/dead-letter-actions.camel.yaml")
class DeadLetterActionsRoutesTest extends RouteTest {

  private static final Call CALL = Samples.ended(false);

  private DeadLetterRetry retry;
  private DeadLetterQueue queue;
  private LetterDecisions decisions;
  private EditRetry edits;
  private LetterArchive archive;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "dead-letter-actions");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    retry = standIn("deadLetterRetry", DeadLetterRetry.class);
    queue = standIn("deadLetterQueue", DeadLetterQueue.class);
    decisions = standIn("letterDecisions", LetterDecisions.class);
    edits = standIn("editRetry", EditRetry.class);
    archive = standIn("letterArchive", LetterArchive.class);
    operatorAsks();
  }

  @BeforeEach
  void letterFive() {
    doAnswer(sets(Map.of("call", CALL, "letter", 5L)))
        .when(retry)
        .start(any(), anyLong(), eq(Samples.OPERATOR));
    when(retry.answer(5)).thenReturn(new Retried(5, State.RETRYING, CallStatus.RETRYING));
  }

  @Test
  @DisplayName("Retried by hand: a new message goes out, the dead one is taken away, and then 202")
  void retried() throws Exception {
    Exchange answer = retry();
    assertAnswer(answer, 202);
    assertThat(body(answer).path("state").asText()).isEqualTo("RETRYING");
    assertBroughtBack();
  }

  @Test
  @DisplayName("A letter that is not dead is refused with 409, and no message goes out")
  void notDead() throws Exception {
    doThrow(RefusedRequest.of(HttpStatus.CONFLICT, "It is being retried."))
        .when(retry)
        .start(any(), anyLong(), any());
    assertProblem(retry(), 409);
    assertThat(broker.sent()).isEmpty();
    verify(queue, never()).removeLetter(any());
  }

  @Test
  @DisplayName("While the new message cannot be sent the dead one is not taken away: 503")
  void brokerAway() throws Exception {
    broker.goAway(new UncategorizedJmsException("gone"));
    assertProblem(retry(), 503);
    verify(queue, never()).removeLetter(any());
  }

  @Test
  @DisplayName("Corrected: the copy goes the way of every retry, and is answered with 202")
  void corrected() throws Exception {
    ObjectNode payload = json.createObjectNode().put("userId", 7);
    EditRetry.Edited copy = new EditRetry.Edited(6, 5, State.RETRYING, CallStatus.RETRYING);
    doAnswer(sets(Map.of("call", CALL, "edited", copy)))
        .when(edits)
        .start(any(), eq(5L), eq(new Edit(payload)), eq(Samples.OPERATOR));
    when(edits.answer(copy)).thenReturn(copy);
    Exchange answer = send("editRetryDeadLetter", "{\"payload\":{\"userId\":7}}", Map.of("id", 5L));
    assertAnswer(answer, 202);
    assertThat(body(answer).path("original").asLong()).isEqualTo(5);
    assertThat(body(answer).path("id").asLong()).isEqualTo(6);
    assertBroughtBack();
  }

  @Test
  @DisplayName("A field that may not change is 400, and no message goes out")
  void notCorrected() throws Exception {
    doThrow(RefusedRequest.invalid(new FieldError("portal", "portal must not be changed")))
        .when(edits)
        .start(any(), anyLong(), any(), any());
    assertProblem(
        send("editRetryDeadLetter", "{\"payload\":{\"portal\":8}}", Map.of("id", 5L)), 400);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("Archived and restored with 200; its message stays where it is")
  void archivedAndRestored() throws Exception {
    when(decisions.archive(5, Samples.OPERATOR))
        .thenReturn(new Retried(5, State.ARCHIVED, CallStatus.ARCHIVED));
    when(decisions.restore(5, Samples.OPERATOR))
        .thenReturn(new Retried(5, State.DEAD, CallStatus.DEAD));
    Exchange archived = send("archiveDeadLetter", null, Map.of("id", 5L));
    assertAnswer(archived, 200);
    assertThat(body(archived).path("callStatus").asText()).isEqualTo("ARCHIVED");
    Exchange restored = send("restoreDeadLetter", null, Map.of("id", 5L));
    assertAnswer(restored, 200);
    assertThat(body(restored).path("state").asText()).isEqualTo("DEAD");
    assertThat(broker.sent()).isEmpty();
    verify(queue, never()).removeLetter(any());
  }

  @Test
  @DisplayName("Many are archived with 200 and their number; no message goes out")
  void archivedMany() throws Exception {
    LetterChoice choice = new LetterChoice(Optional.empty(), Optional.of(Map.of("group", "g")));
    when(archive.archive(eq(choice), eq(Samples.OPERATOR), any()))
        .thenReturn(new LetterArchive.Archived(2, 0));
    Exchange answer = send("archiveDeadLetters", "{\"filter\":{\"group\":\"g\"}}", Map.of());
    assertAnswer(answer, 200);
    assertThat(body(answer).path("archived").asInt()).isEqualTo(2);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("A note on a letter that is not there is 404")
  void noted() throws Exception {
    when(decisions.note(5, new Note("Call him"), Samples.OPERATOR))
        .thenThrow(RefusedRequest.notFound("There is no dead letter 5."));
    assertProblem(send("noteDeadLetter", "{\"text\":\"Call him\"}", Map.of("id", 5L)), 404);
  }

  private void assertBroughtBack() {
    verify(queue).removeLetter(CALL);
    Sent message = assertSentTo("crm.writes.7");
    assertThat(message.body()).isEqualTo(Samples.ORDER);
    assertThat(message.headers())
        .as("no header of the request travels on")
        .containsOnlyKeys("callId", "portal", "JMSXGroupID")
        .doesNotContainEntry("JMSXGroupID", "mine");
  }

  private Exchange retry() {
    return send("retryDeadLetter", null, Map.of("id", 5L));
  }
}
