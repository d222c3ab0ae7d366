package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.deadletter.LetterGroup;
import simtrix.edge.RefusedRequest;
import simtrix.failure.Category;
import simtrix.support.DeadLetterDesk;
import simtrix.support.Page;

@DisplayName("routes/dead-letters.camel.yaml")
class DeadLettersRoutesTest extends RouteTest {

  private DeadLetterDesk desk;
  private DeadLetterQueue queue;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "dead-letters");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    desk = standIn("deadLetterDesk", DeadLetterDesk.class);
    queue = standIn("deadLetterQueue", DeadLetterQueue.class);
    operatorAsks();
  }

  @Test
  @DisplayName("The list is a page of JSON with 200, filtered by what was asked for")
  void list() throws Exception {
    when(desk.find(argThat(asked -> "NETWORK".equals(asked.get("category"))), eq(Samples.OPERATOR)))
        .thenReturn(new Page<>(List.of(), 3));
    Exchange answer = send("listDeadLetters", null, Map.of("category", "NETWORK"));
    assertAnswer(answer, 200);
    assertThat(body(answer).path("total").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("The groups are JSON with 200")
  void groups() throws Exception {
    when(desk.findGroups(any(), eq(Samples.OPERATOR)))
        .thenReturn(
            List.of(
                new LetterGroup(
                    "k",
                    WriteKind.CALL,
                    Category.REJECTED,
                    "X",
                    "Why",
                    2,
                    Instant.EPOCH,
                    Instant.EPOCH)));
    Exchange answer = send("groupDeadLetters", null, Map.of());
    assertAnswer(answer, 200);
    assertThat(body(answer).at("/0/count").asInt()).isEqualTo(2);
  }

  @Test
  @DisplayName("The table is CSV with 200, under a name, and not taken into memory first")
  void table() {
    ByteArrayInputStream table =
        new ByteArrayInputStream("id\r\n5\r\n".getBytes(StandardCharsets.UTF_8));
    when(desk.findTable(any(), eq(Samples.OPERATOR))).thenReturn(table);
    Exchange answer = send("exportDeadLetters", null, Map.of());
    assertAnswer(answer, 200);
    assertThat(answer.getMessage().getHeader(Exchange.CONTENT_TYPE))
        .isEqualTo("text/csv; charset=UTF-8");
    assertThat(answer.getMessage().getHeader("Content-Disposition", String.class))
        .contains("dead-letters.csv");
    assertThat(answer.getMessage().getBody()).isSameAs(table);
  }

  @Test
  @DisplayName("One letter that is not there is 404")
  void unknown() throws Exception {
    when(desk.detail(9, Samples.OPERATOR))
        .thenThrow(RefusedRequest.notFound("There is no dead letter 9."));
    assertProblem(send("getDeadLetter", null, Map.of("id", 9L)), 404);
  }

  @Test
  @DisplayName("When the clock says so, index and queue are compared")
  void reconciled() throws Exception {
    timers.comesIn("reconcile-dead-letters", null, Map.of());
    verify(queue).reconcile();
  }
}
