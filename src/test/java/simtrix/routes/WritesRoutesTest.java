package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.stubbing.Answer;
import org.springframework.dao.DataAccessResourceFailureException;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.EntityType;
import simtrix.call.CallState;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.writing.CallerOfCall;
import simtrix.writing.CrmWrite;
import simtrix.writing.LeadForCall;
import simtrix.writing.LeadRule;
import simtrix.writing.Place;
import simtrix.writing.WriteEnd;
import simtrix.writing.WriteFailure;
import simtrix.writing.WriteStart;

@DisplayName("routes/writes.camel.yaml and the crm-failures of routes/failures.camel.yaml")
class WritesRoutesTest extends RouteTest {

  private static final CrmFailure PASSING =
      CrmFailure.of(Category.NETWORK, "TIMEOUT", "It did not answer.");
  private static final CrmFailure LASTING =
      CrmFailure.of(Category.REJECTED, "ERROR_CORE", "It is wrong.");

  private static final Place CONTACT =
      new Place(CrmLink.of(EntityType.CONTACT, 512), EntityType.CONTACT, Optional.empty());

  private WriteStart writeStart;
  private CallerOfCall callerOfCall;
  private LeadRule leadRule;
  private LeadForCall leadForCall;
  private CrmWrite crmWrite;
  private WriteEnd writeEnd;
  private WriteFailure writeFailure;

  @Override
  protected List<String> files() {
    return List.of("failures", "writes");
  }

  @Override
  protected void beans(CamelContext context) {
    writeStart = standIn(context, "writeStart", WriteStart.class);
    callerOfCall = standIn(context, "callerOfCall", CallerOfCall.class);
    leadRule = standIn(context, "leadRule", LeadRule.class);
    leadForCall = standIn(context, "leadForCall", LeadForCall.class);
    crmWrite = standIn(context, "crmWrite", CrmWrite.class);
    writeEnd = standIn(context, "writeEnd", WriteEnd.class);
    writeFailure = standIn(context, "writeFailure", WriteFailure.class);
    context.getRegistry().bind("problemResponse", (org.apache.camel.Processor) exchange -> {});
    writeOrders(context);
  }

  @Test
  @DisplayName("A known caller: the call is written, no lead is made")
  void known() {
    begins("IDENTIFIED");
    doAnswer(sets("place", CONTACT)).when(callerOfCall).find(any(), any(), any());
    assertThat(write().isFailed()).isFalse();
    verify(crmWrite).known(any(), any());
    verify(writeEnd).written(any(), any());
    verify(leadForCall, never()).make(any(), any(), any());
  }

  @Test
  @DisplayName("An unknown caller whom the rules make a lead: first the lead, then the call on it")
  void unknownWithLead() {
    begins("IDENTIFIED");
    when(leadRule.asksForLead(any())).thenReturn(true);
    doAnswer(sets("place", CONTACT)).when(leadForCall).make(any(), any(), any());
    write();
    verify(leadForCall).make(any(), any(), any());
    verify(crmWrite).known(any(), any());
    verify(writeEnd).written(any(), any());
  }

  @Test
  @DisplayName("An unknown caller without a rule stays in the journal")
  void unknownWithoutLead() {
    begins("IDENTIFIED");
    write();
    verify(writeEnd).local(any());
    verify(crmWrite, never()).known(any(), any());
  }

  @Test
  @DisplayName("A withheld number stays in the journal, unless a number is set for such calls")
  void anonymous() {
    begins("ANONYMOUS");
    write();
    verify(writeEnd).local(any());
    when(crmWrite.registersAnonymous()).thenReturn(true);
    write();
    verify(crmWrite).anonymous(any());
    verify(writeEnd).written(any(), any());
  }

  @Test
  @DisplayName(
      "A call that stands as missed and was answered gets its correction, and nothing else")
  void correction() {
    begins("CORRECTION");
    write();
    verify(crmWrite).correct(any());
    verify(writeEnd).written(any(), any());
    verify(callerOfCall, never()).find(any(), any(), any());
  }

  @Test
  @DisplayName("A number that nobody can look up stays in the journal")
  void unreachable() {
    begins("UNREACHABLE");
    write();
    verify(writeEnd).local(any());
  }

  @Test
  @DisplayName("An old message does nothing at all")
  void oldMessage() {
    begins("NOTHING");
    write();
    verify(writeEnd, never()).local(any());
    verify(writeEnd, never()).written(any(), any());
    verify(callerOfCall, never()).find(any(), any(), any());
  }

  @Test
  @DisplayName("A call whose older one still waits goes to the retries")
  void waitsForOlder() {
    begins("NOT_ITS_TURN");
    write();
    assertThat(next("crm.retry").orElseThrow().getMessage().getHeader("_AMQ_SCHED_DELIVERY"))
        .isEqualTo(99_000L);
    verify(callerOfCall, never()).find(any(), any(), any());
  }

  @Test
  @DisplayName("A call that changed while it was written is queued once more")
  void changedMeanwhile() {
    begins("CORRECTION");
    doAnswer(sets("again", true)).when(writeEnd).written(any(), any());
    write();
    Exchange message = nextTo("crm.writes.7").orElseThrow();
    assertThat(headers(message)).containsExactlyInAnyOrder("callId", "portal", "JMSXGroupID");
    assertThat(message.getMessage().getBody(String.class)).contains("\"ticket\":3");
  }

  @ParameterizedTest(name = "thrown by {0}")
  @ValueSource(strings = {"callerOfCall", "crmWrite", "writeEnd"})
  @DisplayName(
      "A failure that may pass moves the message to the retries, for its time, wherever it happens")
  void passingFailure(String where) {
    fails(where, PASSING);
    when(writeFailure.isWorthAnotherAttempt(any())).thenReturn(true);
    doAnswer(sets("nextAttemptAt", Instant.ofEpochSecond(60))).when(writeFailure).retry(any());
    assertThat(write().isFailed()).as("handled, so that the transaction commits").isFalse();
    Exchange message = next("crm.retry").orElseThrow();
    assertThat(message.getMessage().getHeader("_AMQ_SCHED_DELIVERY")).isEqualTo(60_000L);
    assertThat(headers(message))
        .containsExactlyInAnyOrder("callId", "portal", "JMSXGroupID", "_AMQ_SCHED_DELIVERY");
    assertNothingOn("crm.dead");
  }

  @ParameterizedTest(name = "thrown by {0}")
  @ValueSource(strings = {"callerOfCall", "crmWrite", "writeEnd"})
  @DisplayName("A lasting failure moves the message to the dead letters")
  void lastingFailure(String where) {
    fails(where, LASTING);
    assertThat(write().isFailed()).isFalse();
    verify(writeFailure).giveUp(any());
    assertThat(next("crm.dead")).isPresent();
    assertNothingOn("crm.retry");
  }

  @ParameterizedTest(name = "thrown by {0}")
  @ValueSource(strings = {"callerOfCall", "crmWrite", "writeEnd"})
  @DisplayName("Without the journal nothing is decided: the broker delivers the message again")
  void journalAway(String where) {
    fails(where, new DataAccessResourceFailureException("gone"));
    when(writeFailure.isOutage(any())).thenReturn(true);
    assertThat(write().isFailed()).isTrue();
    verify(writeFailure, never()).giveUp(any());
    assertNothingOn("crm.dead");
    assertNothingOn("crm.retry");
  }

  private void fails(String where, RuntimeException failure) {
    begins("IDENTIFIED");
    doAnswer(sets("place", CONTACT)).when(callerOfCall).find(any(), any(), any());
    switch (where) {
      case "callerOfCall" -> doThrow(failure).when(callerOfCall).find(any(), any(), any());
      case "crmWrite" -> doThrow(failure).when(crmWrite).known(any(), any());
      default -> doThrow(failure).when(writeEnd).written(any(), any());
    }
  }

  private void begins(String way) {
    doAnswer(
            invocation -> {
              Exchange exchange = invocation.getArgument(0);
              exchange.setProperty("way", way);
              exchange.setProperty("call", call(CallState.ENDED, false));
              exchange.setProperty("nextAttemptAt", Instant.ofEpochSecond(99));
              return null;
            })
        .when(writeStart)
        .begin(any());
  }

  private Exchange write() {
    return send("write-call", exchange -> exchange.getMessage().setHeader("X-Evil", "1"));
  }

  private static Answer<Void> sets(String property, Object value) {
    return invocation -> {
      Exchange exchange = invocation.getArgument(0);
      exchange.setProperty(property, value);
      return null;
    };
  }
}
