package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.call.CallMetrics;
import simtrix.call.CallRecord;
import simtrix.call.CallState;
import simtrix.call.CallStatus;
import simtrix.call.Sweeps;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.deadletter.DeadLetterRetry;
import simtrix.edge.RefusedRequest;
import simtrix.intake.CallAnswers;
import simtrix.intake.CallEventReader;
import simtrix.intake.CallKeeper;
import simtrix.support.DeadLetterDesk;
import simtrix.support.Page;
import simtrix.writing.PortalWriters;

@DisplayName("routes/retries, dead-letters and sweeps.camel.yaml")
class QueuesRoutesTest extends RouteTest {

  private Sweeps sweeps;
  private DeadLetterDesk desk;
  private DeadLetterRetry retry;
  private DeadLetterQueue deadQueue;
  private PortalWriters writers;
  private CallMetrics metrics;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "calls", "retries", "dead-letters", "sweeps");
  }

  @Override
  protected void beans(CamelContext context) {
    sweeps = standIn(context, "sweeps", Sweeps.class);
    desk = standIn(context, "deadLetterDesk", DeadLetterDesk.class);
    retry = standIn(context, "deadLetterRetry", DeadLetterRetry.class);
    deadQueue = standIn(context, "deadLetterQueue", DeadLetterQueue.class);
    writers = standIn(context, "portalWriters", PortalWriters.class);
    metrics = standIn(context, "callMetrics", CallMetrics.class);
    standIn(context, "callJournal", CallJournal.class);
    standIn(context, "callEventReader", CallEventReader.class);
    standIn(context, "callKeeper", CallKeeper.class);
    standIn(context, "callAnswers", CallAnswers.class);
    Processor device = exchange -> {};
    context.getRegistry().bind("callingDevice", device);
    Processor problem =
        exchange ->
            exchange
                .getMessage()
                .setBody(
                    exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class).getMessage());
    context.getRegistry().bind("problemResponse", problem);
    writeOrders(context);
  }

  @Test
  @DisplayName("A retry that is due goes back to its portal's queue, without its appointment")
  void retryDue() {
    template.sendBodyAndHeaders(
        "jms:crm.retry",
        "order",
        Map.of(
            "portal",
            7,
            "callId",
            "c",
            "JMSXGroupID",
            "+49",
            "_AMQ_SCHED_DELIVERY",
            5L,
            "X-Evil",
            "1"));
    Exchange message = nextTo("crm.writes.7").orElseThrow();
    assertThat(message.getMessage().getBody()).isEqualTo("order");
    assertThat(headers(message)).containsExactlyInAnyOrder("portal", "callId", "JMSXGroupID");
  }

  @Test
  @DisplayName("The list of dead letters is JSON with 200")
  void list() {
    when(desk.list(any())).thenReturn(new Page<>(List.of(), 0));
    Exchange answer = send("listDeadLetters", exchange -> {});
    assertThat(answer.getMessage().getBody(String.class)).isEqualTo("{\"items\":[],\"total\":0}");
    assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).hasToString("200");
  }

  @Test
  @DisplayName(
      "Retried by hand: a new message goes out, the dead one is taken away, the answer is 202")
  void retryByHand() {
    Call call = call(CallState.ENDED, false);
    doAnswer(
            invocation -> {
              Exchange exchange = invocation.getArgument(0);
              exchange.setProperty("call", call);
              exchange.setProperty("letter", 5L);
              return null;
            })
        .when(retry)
        .start(any(), anyLong());
    when(retry.answer(anyLong()))
        .thenReturn(new DeadLetterRetry.Retried(5, DeadLetter.State.RETRYING, CallStatus.RETRYING));
    Exchange answer = send("retryDeadLetter", exchange -> exchange.getMessage().setHeader("id", 5));
    assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).hasToString("202");
    assertThat(nextTo("crm.writes.7")).isPresent();
    verify(deadQueue).removeLetter(call);
  }

  @Test
  @DisplayName("A letter that is not dead is refused, and no message goes out")
  void notDead() {
    doAnswer(
            invocation -> {
              throw RefusedRequest.of(HttpStatus.CONFLICT, "It is being retried.");
            })
        .when(retry)
        .start(any(), anyLong());
    Exchange answer = send("retryDeadLetter", exchange -> exchange.getMessage().setHeader("id", 5));
    assertThat(answer.getMessage().getBody()).isEqualTo("It is being retried.");
    assertNothingForAnyPortal();
  }

  @Test
  @DisplayName("Calls without a message get one; those that have one meanwhile do not")
  void unsent() {
    rows.add(row(true));
    rows.add(row(false));
    tick("sweep-unsent");
    assertThat(nextTo("crm.writes.7")).isPresent();
    verify(sweeps).unsentBefore(any());
    tick("count-calls-for-metrics");
    verify(metrics, timeout(5000)).read();
    assertNothingForAnyPortal();
  }

  @Test
  @DisplayName("Overdue retries get a new message and are left alone for a while")
  void overdue() {
    rows.add(row(false));
    tick("sweep-overdue");
    assertThat(nextTo("crm.writes.7")).isPresent();
    verify(sweeps, timeout(5000)).resent(any());
  }

  @Test
  @DisplayName("Calls that were never heard of again are closed, without a message")
  void unfinished() {
    rows.add(row(true));
    tick("sweep-unfinished");
    verify(sweeps, timeout(5000)).close(any());
    assertNothingForAnyPortal();
  }

  @Test
  @DisplayName("The house-keeping: writers for new portals, the sum, queue and index in step")
  void houseKeeping() throws Exception {
    verify(deadQueue, never()).reconcile();
    tick("writers-for-portals");
    tick("count-calls-for-metrics");
    tick("reconcile-dead-letters");
    verify(writers, timeout(5000)).startMissing();
    verify(metrics, timeout(5000)).read();
    verify(deadQueue, timeout(5000)).reconcile();
  }

  private void tick(String timer) {
    template.sendBody("timer:" + timer, "");
  }

  private static CallRecord row(boolean messageMissing) {
    CallRecord row = mock(CallRecord.class);
    Call call = call(CallState.ENDED, messageMissing);
    when(row.snapshot()).thenReturn(call);
    return row;
  }
}
