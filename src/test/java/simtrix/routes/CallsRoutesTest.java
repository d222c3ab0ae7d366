package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import simtrix.call.Call;
import simtrix.call.CallEvent;
import simtrix.call.CallJournal;
import simtrix.call.CallState;
import simtrix.call.CallStatus;
import simtrix.call.Presentation;
import simtrix.intake.CallAnswers;
import simtrix.intake.CallEventReader;
import simtrix.intake.CallKeeper;

@DisplayName("routes/calls.camel.yaml")
class CallsRoutesTest extends RouteTest {

  private CallEventReader reader;
  private CallKeeper keeper;
  private CallAnswers answers;
  private CallJournal journal;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "calls");
  }

  @Override
  protected void beans(CamelContext context) {
    reader = standIn(context, "callEventReader", CallEventReader.class);
    keeper = standIn(context, "callKeeper", CallKeeper.class);
    answers = standIn(context, "callAnswers", CallAnswers.class);
    journal = standIn(context, "callJournal", CallJournal.class);
    Processor device = exchange -> exchange.setProperty("device", null);
    context.getRegistry().bind("callingDevice", device);
    Processor problem = exchange -> exchange.getMessage().setBody("problem");
    context.getRegistry().bind("problemResponse", problem);
    writeOrders(context);
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext context = super.createCamelContext();
    context.addRoutes(
        new org.apache.camel.builder.RouteBuilder() {
          @Override
          public void configure() {
            from("direct:card").setBody(constant("card"));
          }
        });
    return context;
  }

  @Test
  @DisplayName("A ringing phone gets the card, and no message is sent")
  void ringing() throws Exception {
    hears(CallState.RINGING, true);
    Exchange answer = put();
    assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).hasToString("200");
    assertThat(answer.getMessage().getBody(String.class)).contains("card");
    verify(keeper).question(any(), any());
    assertNothingForAnyPortal();
  }

  @Test
  @DisplayName("An ended call goes to the queue of its portal, and only then the answer is 202")
  void ended() throws Exception {
    hears(CallState.ENDED, true);
    Exchange answer = put();
    assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).hasToString("202");
    assertThat(answer.getMessage().getBody(String.class)).contains("\"status\":\"QUEUED\"");
    Exchange message = nextTo("crm.writes.7").orElseThrow();
    assertThat(headers(message))
        .as("no header of the request travels on")
        .containsExactlyInAnyOrder("callId", "portal", "JMSXGroupID");
    assertThat(message.getMessage().getBody(String.class))
        .isEqualTo(
            "{\"callId\":\"11111111-2222-3333-4444-555555555555\",\"portal\":7,\"ticket\":3}");
    Awaitility.await().untilAsserted(() -> verify(journal).messagesSent(any()));
  }

  @Test
  @DisplayName("A call whose message is in the broker already gets no second one")
  void repeated() throws Exception {
    hears(CallState.ENDED, false);
    assertThat(put().getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).hasToString("202");
    assertNothingForAnyPortal();
  }

  @Test
  @DisplayName("What cannot be kept is answered with a problem, and nothing is sent")
  void notKept() throws Exception {
    hears(CallState.ENDED, true);
    when(keeper.keep(any(), any(), any()))
        .thenThrow(new DataAccessResourceFailureException("gone"));
    Exchange answer = put();
    assertThat(answer.getMessage().getBody(String.class)).isEqualTo("problem");
    assertNothingForAnyPortal();
  }

  @Test
  @DisplayName("Reading a call: the journal's row becomes the answer")
  void reading() throws Exception {
    when(answers.key(any())).thenReturn("key");
    when(answers.told(any(), any())).thenThrow(new IllegalStateException("not its call"));
    Exchange answer =
        send("getCall", exchange -> exchange.getMessage().setHeader("callId", UUID.randomUUID()));
    assertThat(answer.getMessage().getBody(String.class)).isEqualTo("problem");
  }

  private void hears(CallState state, boolean messageMissing) throws Exception {
    CallEvent event =
        new CallEvent(
            state,
            Optional.empty(),
            Optional.empty(),
            Presentation.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            OffsetDateTime.now(),
            Optional.empty(),
            Optional.empty(),
            CallEvent.Recording.NONE);
    Call kept = call(state, messageMissing);
    when(reader.read(any())).thenReturn(event);
    when(keeper.keep(any(), any(), any())).thenReturn(kept);
    when(answers.accepted(any()))
        .thenReturn(new CallAnswers.Accepted(kept.id(), CallStatus.QUEUED));
  }

  private Exchange put() {
    return send(
        "putCall",
        exchange -> {
          exchange.getMessage().setBody("{}");
          exchange.getMessage().setHeader("callId", UUID.randomUUID());
          exchange.getMessage().setHeader("Authorization", "Bearer secret");
          exchange.getMessage().setHeader("CamelHttpUri", "http://evil");
        });
  }
}
