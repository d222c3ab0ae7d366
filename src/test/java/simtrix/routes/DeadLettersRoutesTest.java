package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.jms.UncategorizedJmsException;
import simtrix.call.Call;
import simtrix.call.CallStatus;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.deadletter.DeadLetterRetry;
import simtrix.edge.RefusedRequest;
import simtrix.routes.Outside.Sent;
import simtrix.support.DeadLetterDesk;
import simtrix.support.Page;

@DisplayName("routes/dead-letters.camel.yaml")
class DeadLettersRoutesTest extends RouteTest {

  private static final Call CALL = Samples.ended(false);

  private DeadLetterDesk desk;
  private DeadLetterRetry retry;
  private DeadLetterQueue queue;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "dead-letters");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    desk = standIn("deadLetterDesk", DeadLetterDesk.class);
    retry = standIn("deadLetterRetry", DeadLetterRetry.class);
    queue = standIn("deadLetterQueue", DeadLetterQueue.class);
    operatorAsks();
  }

  @BeforeEach
  void letterFive() {
    doAnswer(sets(Map.of("call", CALL, "letter", 5L))).when(retry).start(any(), anyLong());
    when(retry.answer(5))
        .thenReturn(new DeadLetterRetry.Retried(5, DeadLetter.State.RETRYING, CallStatus.RETRYING));
  }

  @Test
  @DisplayName("The list is a page of JSON with 200, filtered by what was asked for")
  void list() throws Exception {
    when(desk.find(argThat(asked -> "NETWORK".equals(asked.get("category"))), any()))
        .thenReturn(new Page<>(List.of(), 3));
    Exchange answer = send("listDeadLetters", null, Map.of("category", "NETWORK"));
    assertAnswer(answer, 200);
    assertThat(body(answer).path("total").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("One letter that is not there is 404")
  void unknown() throws Exception {
    when(desk.detail(9, Samples.OPERATOR))
        .thenThrow(RefusedRequest.notFound("There is no dead letter 9."));
    assertProblem(send("getDeadLetter", null, Map.of("id", 9L)), 404);
  }

  @Test
  @DisplayName("Retried by hand: a new message goes out, the dead one is taken away, and then 202")
  void retried() throws Exception {
    Exchange answer = retry();
    assertAnswer(answer, 202);
    assertThat(body(answer).path("state").asText()).isEqualTo("RETRYING");
    verify(queue).removeLetter(CALL);
    Sent message = assertSentTo("crm.writes.7");
    assertThat(message.body()).isEqualTo(Samples.ORDER);
    assertThat(message.headers())
        .as("no header of the request travels on")
        .containsOnlyKeys("callId", "portal", "JMSXGroupID")
        .doesNotContainEntry("JMSXGroupID", "mine");
  }

  @Test
  @DisplayName("A letter that is not dead is refused with 409, and no message goes out")
  void notDead() throws Exception {
    doThrow(RefusedRequest.of(HttpStatus.CONFLICT, "It is being retried."))
        .when(retry)
        .start(any(), anyLong());
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
  @DisplayName("When the clock says so, index and queue are compared")
  void reconciled() throws Exception {
    timers.comesIn("reconcile-dead-letters", null, Map.of());
    verify(queue).reconcile();
  }

  private Exchange retry() {
    return send("retryDeadLetter", null, Map.of("id", 5L));
  }
}
