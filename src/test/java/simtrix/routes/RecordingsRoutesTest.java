package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.springframework.dao.DataAccessResourceFailureException;
import simtrix.edge.RefusedRequest;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.recording.AttachFailure;
import simtrix.recording.AttachStart;
import simtrix.recording.AttachStep;
import simtrix.recording.AudioFormat;
import simtrix.recording.Delivery;
import simtrix.recording.Recording;
import simtrix.recording.RecordingConsumers;
import simtrix.recording.RecordingDecision;
import simtrix.recording.RecordingIntake;
import simtrix.recording.RecordingMetrics;
import simtrix.recording.RecordingState;
import simtrix.recording.RecordingSweeps;
import simtrix.routes.Outside.Sent;
import simtrix.support.PortalDesk;

@DisplayName("routes/recordings.camel.yaml")
class RecordingsRoutesTest extends RouteTest {

  private static final Instant LATER = Instant.ofEpochSecond(99);
  private static final String ORDER =
      "{\"callId\":\"" + Samples.CALL_ID + "\",\"portal\":7,\"ticket\":3,\"kind\":\"RECORDING\"}";
  private static final Recording RECORDING =
      new Recording(
          Samples.CALL_ID,
          7,
          Samples.PHONE.id().toString(),
          RecordingState.RECEIVED,
          Optional.empty(),
          Optional.of(Delivery.QUEUED),
          Optional.of(AudioFormat.MP3),
          5,
          Optional.of("a.mp3"),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Instant.EPOCH,
          3,
          1,
          Optional.empty(),
          Optional.empty(),
          Optional.of(Set.of()));

  private RecordingIntake intake;
  private AttachStart start;
  private AttachStep step;
  private AttachFailure failure;
  private RecordingSweeps sweeps;
  private RecordingConsumers consumers;
  private RecordingMetrics metrics;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "recordings");
  }

  @Override
  protected void beans() {
    intake = standIn("recordingIntake", RecordingIntake.class);
    start = standIn("attachStart", AttachStart.class);
    step = standIn("attachStep", AttachStep.class);
    failure = standIn("attachFailure", AttachFailure.class);
    sweeps = standIn("recordingSweeps", RecordingSweeps.class);
    consumers = standIn("recordingConsumers", RecordingConsumers.class);
    metrics = standIn("recordingMetrics", RecordingMetrics.class);
    standIn("recordingDecision", RecordingDecision.class);
    standIn("portalDesk", PortalDesk.class);
    standIn("callingDevice", Processor.class);
    operatorAsks();
  }

  @BeforeEach
  void portalHasItsAttacher() throws Exception {
    context.addRouteFromTemplate("attacher-7", "portal-recordings", Map.of("portal", 7L));
    goes("ATTACH", Map.of());
    doAnswer(sets(Map.of("ready", true))).when(step).prepare(any(), any(), any());
  }

  @Test
  @DisplayName("What a phone uploads is answered with 202 and its state, a refusal with a problem")
  void upload() throws Exception {
    when(intake.receive(any(), any(), any()))
        .thenReturn(
            new RecordingIntake.Kept(Samples.CALL_ID, RecordingState.RECEIVED, Optional.empty()));
    Exchange answer = send("putRecording", null, Map.of("callId", Samples.CALL_ID));
    assertAnswer(answer, 202);
    assertThat(body(answer).path("state").asText()).isEqualTo("RECEIVED");
    when(intake.receive(any(), any(), any())).thenThrow(RefusedRequest.notFound("No such call."));
    assertProblem(send("putRecording", null, Map.of("callId", Samples.CALL_ID)), 404);
  }

  @Test
  @DisplayName("A recording is made one that the portal takes, and then handed over")
  void attached() throws Exception {
    attach();
    InOrder order = inOrder(step);
    order.verify(step).prepare(any(), any(), eq(RECORDING));
    order.verify(step).attach(any(), eq(RECORDING));
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("One that cannot be made so is not handed over, and no message moves on")
  void notReady() throws Exception {
    doAnswer(sets(Map.of("ready", false))).when(step).prepare(any(), any(), any());
    attach();
    verify(step, never()).attach(any(), any());
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("An old message is dropped")
  void old() throws Exception {
    goes("NOTHING", Map.of());
    attach();
    verifyNoInteractions(step);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("Too early it waits; given up it follows to the dead letters")
  void elsewhere() throws Exception {
    goes("NOT_ITS_TURN", Map.of("nextAttemptAt", LATER));
    attach();
    Sent waiting = broker.sentTo("crm.recordings.retry").get(0);
    assertThat(waiting.body()).isEqualTo(ORDER);
    assertThat(waiting.headers())
        .containsEntry("_AMQ_SCHED_DELIVERY", LATER.toEpochMilli())
        .containsEntry("kind", "RECORDING");
    goes("GIVEN_UP", Map.of());
    attach();
    assertThat(broker.sentTo("crm.dead").get(0).headers())
        .containsOnlyKeys("callId", "portal", "kind", "JMSXGroupID");
    verifyNoInteractions(step);
  }

  @Test
  @DisplayName("What passes goes to its own retries, what lasts to the dead letters")
  void failures() throws Exception {
    doThrow(CrmFailure.of(Category.SERVER, "X", "The portal failed."))
        .when(step)
        .attach(any(), any());
    when(failure.isWorthAnotherAttempt(any())).thenReturn(true);
    doAnswer(sets(Map.of("nextAttemptAt", LATER, "recording", RECORDING)))
        .when(failure)
        .retry(any());
    attach();
    assertThat(broker.sent()).hasSize(1);
    assertThat(broker.sentTo("crm.recordings.retry")).hasSize(1);
    when(failure.isWorthAnotherAttempt(any())).thenReturn(false);
    attach();
    verify(failure).giveUp(any());
    assertThat(broker.sentTo("crm.dead").get(0).body()).isEqualTo(ORDER);
  }

  @Test
  @DisplayName("Without the journal nothing is decided, and the broker keeps the message")
  void outage() throws Exception {
    doThrow(new DataAccessResourceFailureException("gone")).when(step).attach(any(), any());
    when(failure.isOutage(any())).thenReturn(true);
    Exchange delivery = attach();
    assertThat(delivery.getException()).isNotNull();
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("A pause that is over brings it back to the queue of its portal")
  void retryDue() throws Exception {
    broker.comesIn(
        "crm.recordings.retry",
        ORDER,
        Map.of("portal", 7L, "callId", "c", "kind", "RECORDING", "_AMQ_SCHED_DELIVERY", 5L));
    Sent message = assertSentTo("crm.recordings.7");
    assertThat(message.headers()).containsOnlyKeys("callId", "portal", "kind");
  }

  @Test
  @DisplayName("Recordings that may go get a message; those that have changed meanwhile do not")
  void due() throws Exception {
    when(sweeps.due()).thenReturn(List.of(Samples.CALL_ID));
    doAnswer(sets(Map.of("due", true, "recording", RECORDING))).when(sweeps).queue(any(), any());
    timers.comesIn("recordings-due", null, Map.of());
    verify(consumers).startMissing();
    assertThat(assertSentTo("crm.recordings.7").body()).isEqualTo(ORDER);
    verify(sweeps).sent(RECORDING);
    doAnswer(sets(Map.of("due", false))).when(sweeps).queue(any(), any());
    timers.comesIn("recordings-due", null, Map.of());
    assertThat(broker.sent()).hasSize(1);
  }

  @Test
  @DisplayName("Once a minute what is over ends, and the folder is tidied; the metrics are read")
  void houseKeeping() throws Exception {
    timers.comesIn("end-recordings", null, Map.of());
    verify(sweeps).end();
    verify(sweeps).tidy();
    timers.comesIn("count-recordings-for-metrics", null, Map.of());
    verify(metrics).read();
  }

  private void goes(String way, Map<String, Object> more) {
    doAnswer(
            invocation -> {
              Exchange exchange = invocation.getArgument(0);
              exchange.setProperty("way", way);
              exchange.setProperty("call", Samples.ended(false));
              exchange.setProperty("recording", RECORDING);
              more.forEach(exchange::setProperty);
              return null;
            })
        .when(start)
        .begin(any());
  }

  private Exchange attach() throws Exception {
    return broker.comesIn("crm.recordings.7", ORDER, Map.of("portal", 7L));
  }
}
