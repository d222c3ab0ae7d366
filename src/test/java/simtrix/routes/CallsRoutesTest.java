package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.jms.UncategorizedJmsException;
import simtrix.call.Call;
import simtrix.call.CallEvent;
import simtrix.call.CallJournal;
import simtrix.call.CallRecord;
import simtrix.call.CallState;
import simtrix.call.CallStatus;
import simtrix.call.Presentation;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;
import simtrix.intake.CallAnswers;
import simtrix.intake.CallEventReader;
import simtrix.intake.CallKeeper;
import simtrix.monitoring.CardTimes;
import simtrix.routes.Outside.Sent;
import simtrix.writing.RingCard;

@DisplayName("routes/calls.camel.yaml")
class CallsRoutesTest extends RouteTest {

  private static final CallEvent EVENT =
      new CallEvent(
          CallState.ENDED,
          Optional.empty(),
          Optional.empty(),
          Presentation.UNKNOWN,
          Optional.empty(),
          Optional.empty(),
          OffsetDateTime.parse("2026-11-24T10:00:00+01:00"),
          Optional.empty(),
          Optional.empty(),
          CallEvent.Recording.NONE);

  private CallEventReader reader;
  private CallKeeper keeper;
  private CallAnswers answers;
  private CallJournal calls;
  private RingCard ringCard;
  private Processor callingDevice;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "calls");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    callingDevice = standIn("callingDevice", Processor.class);
    reader = standIn("callEventReader", CallEventReader.class);
    keeper = standIn("callKeeper", CallKeeper.class);
    standIn("cardTimes", CardTimes.class);
    answers = standIn("callAnswers", CallAnswers.class);
    calls = standIn("callJournal", CallJournal.class);
    ringCard = standIn("ringCard", RingCard.class);
  }

  @BeforeEach
  void aPhoneAsks() throws Exception {
    doAnswer(sets(Map.of("device", Samples.PHONE))).when(callingDevice).process(any());
    when(answers.accepted(any()))
        .thenReturn(new CallAnswers.Accepted(Samples.CALL_ID, CallStatus.QUEUED));
    route("card", exchange -> exchange.getMessage().setBody(Map.of("kind", "KNOWN")));
  }

  @Test
  @DisplayName("A ringing phone gets the card with 200, and no message is sent")
  void ringing() throws Exception {
    hears(CallState.RINGING, Samples.ringing());
    Exchange answer = put();
    assertAnswer(answer, 200);
    assertThat(body(answer).path("kind").asText()).isEqualTo("KNOWN");
    verify(keeper).question(any(), any());
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("Where rules want it the desktop's card is asked for, and the phone does not wait")
  void desktopCard() throws Exception {
    hears(CallState.RINGING, Samples.ringing());
    doAnswer(sets(Map.of("question", Samples.SOMEBODY))).when(keeper).question(any(), any());
    when(ringCard.mayBeWanted()).thenReturn(true);
    CompletableFuture<Void> portal = new CompletableFuture<>();
    when(ringCard.open(any(), any())).thenReturn(portal);
    assertAnswer(put(), 200);
    await().untilAsserted(() -> verify(ringCard).open(Samples.ringing(), Samples.SOMEBODY));
    portal.complete(null);
  }

  @Test
  @DisplayName("Where no rule wants it nothing is asked of anybody")
  void noDesktopCard() throws Exception {
    hears(CallState.RINGING, Samples.ringing());
    assertAnswer(put(), 200);
    verify(ringCard, never()).open(any(), any());
  }

  @Test
  @DisplayName("An answered call that is not over yet is accepted with 202, and no message is sent")
  void answered() throws Exception {
    hears(CallState.ANSWERED, Samples.ringing());
    assertAnswer(put(), 202);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("An ended call is kept, its message goes to the queue of its portal, and then 202")
  void ended() throws Exception {
    hears(CallState.ENDED, Samples.ended(true));
    Exchange answer = put();
    assertAnswer(answer, 202);
    assertThat(body(answer).path("status").asText()).isEqualTo("QUEUED");
    assertThat(assertSentTo("crm.writes.7").body()).isEqualTo(Samples.ORDER);
    verify(keeper).keep(Samples.CALL_ID, Samples.PHONE, EVENT);
  }

  @Test
  @DisplayName("Of the phone's request no header travels on into the message")
  void headers() throws Exception {
    hears(CallState.ENDED, Samples.ended(true));
    put();
    Sent message = assertSentTo("crm.writes.7");
    assertThat(message.headers())
        .containsOnlyKeys("callId", "portal", "JMSXGroupID")
        .containsEntry("portal", 7L)
        .containsEntry("JMSXGroupID", Samples.GROUP);
  }

  @Test
  @DisplayName("That the message is in the broker is noted in the journal soon after")
  void noted() throws Exception {
    hears(CallState.ENDED, Samples.ended(true));
    put();
    await().untilAsserted(() -> verify(calls).messagesSent(List.of(Samples.CALL_ID)));
  }

  @Test
  @DisplayName("A note that lost a deadlock in the journal is made again")
  void notedAfterDeadlock() throws Exception {
    doThrow(new CannotAcquireLockException("deadlock")).doNothing().when(calls).messagesSent(any());
    hears(CallState.ENDED, Samples.ended(true));
    put();
    await().untilAsserted(() -> verify(calls, times(2)).messagesSent(List.of(Samples.CALL_ID)));
  }

  @Test
  @DisplayName("A call whose message is in the broker already gets no second one")
  void repeated() throws Exception {
    hears(CallState.ENDED, Samples.ended(false));
    assertAnswer(put(), 202);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("Without the broker there is no 202: the phone keeps the event and comes again")
  void brokerAway() throws Exception {
    hears(CallState.ENDED, Samples.ended(true));
    broker.goAway(new UncategorizedJmsException("gone"));
    assertProblem(put(), 503);
    verify(answers, never()).accepted(any());
    verify(calls, never()).messagesSent(any());
  }

  @Test
  @DisplayName("Without the journal there is no 202, and no message")
  void journalAway() throws Exception {
    hears(CallState.ENDED, Samples.ended(true));
    when(keeper.keep(any(), any(), any()))
        .thenThrow(new DataAccessResourceFailureException("gone"));
    assertProblem(put(), 503);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("Another device's call is refused with 409, and no message is sent")
  void conflict() throws Exception {
    hears(CallState.ENDED, Samples.ended(true));
    when(keeper.keep(any(), any(), any()))
        .thenThrow(RefusedRequest.of(HttpStatus.CONFLICT, "It is another's."));
    assertProblem(put(), 409);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("Times that make no sense are refused with 400 before anything is kept")
  void senseless() throws Exception {
    when(reader.read(any()))
        .thenThrow(RefusedRequest.invalid(new FieldError("endedAt", "endedAt is too early.")));
    JsonNode problem = assertProblem(put(), 400);
    assertThat(problem.at("/errors/0/field").asText()).isEqualTo("endedAt");
    verify(keeper, never()).keep(any(), any(), any());
  }

  @Test
  @DisplayName("Who is no paired phone gets 401, and its event is not even read")
  void stranger() throws Exception {
    doThrow(RefusedRequest.of(HttpStatus.UNAUTHORIZED, "Who are you?"))
        .when(callingDevice)
        .process(any());
    assertProblem(put(), 401);
    assertProblem(send("getCall", null, Map.of("callId", Samples.CALL_ID)), 401);
    verify(reader, never()).read(any());
    assertThat(journal.sent()).isEmpty();
  }

  @Test
  @DisplayName("A phone reads what has become of its call: the journal's row becomes the answer")
  void reading() throws Exception {
    CallRecord row = Samples.row(Samples.ended(false));
    rows.add(row);
    when(answers.key(any())).thenReturn("the key");
    when(answers.told(row, Samples.PHONE))
        .thenReturn(
            new CallAnswers.Told(
                Samples.CALL_ID,
                CallState.ENDED,
                Optional.empty(),
                CallStatus.WRITTEN,
                Optional.empty(),
                Instant.EPOCH));
    Exchange answer = send("getCall", null, Map.of("callId", Samples.CALL_ID));
    assertAnswer(answer, 200);
    assertThat(body(answer).path("status").asText()).isEqualTo("WRITTEN");
    assertThat(journal.sent().get(0).body()).isEqualTo("the key");
  }

  @Test
  @DisplayName("A call that is not there, or is another's, is 404")
  void unknown() throws Exception {
    when(answers.key(any())).thenReturn("the key");
    when(answers.told(null, Samples.PHONE)).thenThrow(RefusedRequest.notFound("Not yours."));
    assertProblem(send("getCall", null, Map.of("callId", Samples.CALL_ID)), 404);
  }

  private void hears(CallState state, Call kept) throws Exception {
    when(reader.read(any())).thenReturn(withState(state));
    when(keeper.keep(any(), any(), any())).thenReturn(kept);
  }

  private static CallEvent withState(CallState state) {
    return new CallEvent(
        state,
        EVENT.outcome(),
        EVENT.number(),
        EVENT.presentation(),
        EVENT.slot(),
        EVENT.lineNumber(),
        EVENT.ringingAt(),
        EVENT.answeredAt(),
        EVENT.endedAt(),
        EVENT.recording());
  }

  private Exchange put() {
    return send("putCall", "{}", Map.of("callId", Samples.CALL_ID));
  }
}
