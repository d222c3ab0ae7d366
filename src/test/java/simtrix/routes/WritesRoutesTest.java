package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;
import org.springframework.transaction.CannotCreateTransactionException;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.EntityType;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.routes.Outside.Sent;
import simtrix.writing.CallNotification;
import simtrix.writing.CallbackTask;
import simtrix.writing.CallerOfCall;
import simtrix.writing.CrmWrite;
import simtrix.writing.LeadForCall;
import simtrix.writing.Place;
import simtrix.writing.RingCard;
import simtrix.writing.ScenarioOfCall;
import simtrix.writing.Steps;
import simtrix.writing.WriteEnd;
import simtrix.writing.WriteFailure;
import simtrix.writing.WriteStart;

@DisplayName("routes/writes.camel.yaml")
class WritesRoutesTest extends RouteTest {

  private static final Place CONTACT =
      new Place(CrmLink.of(EntityType.CONTACT, 512), EntityType.CONTACT, Optional.empty());
  private static final Instant LATER = Instant.ofEpochSecond(99);

  private WriteStart writeStart;
  private CallerOfCall callerOfCall;
  private ScenarioOfCall scenarioOfCall;
  private LeadForCall leadForCall;
  private CrmWrite crmWrite;
  private CallbackTask callbackTask;
  private CallNotification callNotification;
  private WriteEnd writeEnd;
  private RingCard ringCard;
  private WriteFailure writeFailure;

  @Override
  protected List<String> files() {
    return List.of("failures", "writes");
  }

  @Override
  protected void beans() {
    writeStart = standIn("writeStart", WriteStart.class);
    callerOfCall = standIn("callerOfCall", CallerOfCall.class);
    scenarioOfCall = standIn("scenarioOfCall", ScenarioOfCall.class);
    callbackTask = standIn("callbackTask", CallbackTask.class);
    callNotification = standIn("callNotification", CallNotification.class);
    leadForCall = standIn("leadForCall", LeadForCall.class);
    crmWrite = standIn("crmWrite", CrmWrite.class);
    writeEnd = standIn("writeEnd", WriteEnd.class);
    ringCard = standIn("ringCard", RingCard.class);
    writeFailure = standIn("writeFailure", WriteFailure.class);
  }

  @BeforeEach
  void portalsHaveTheirWriters() throws Exception {
    for (long portal : List.of(7L, 8L)) {
      context.addRouteFromTemplate("writer-" + portal, "portal-writes", Map.of("portal", portal));
    }
  }

  @Test
  @DisplayName("Everything that a rule can ask for, in this order: lead, call, task, notification")
  void everything() throws Exception {
    goes("IDENTIFIED");
    asks(true, true, true, true);
    doAnswer(sets(Map.of("place", CONTACT)))
        .when(leadForCall)
        .make(any(), any(), any(), any(), any());
    write();
    InOrder order =
        inOrder(
            callerOfCall,
            scenarioOfCall,
            leadForCall,
            crmWrite,
            callbackTask,
            callNotification,
            writeEnd);
    order.verify(callerOfCall).find(any(), any(), any());
    order.verify(scenarioOfCall).choose(any(), any(), any());
    order.verify(leadForCall).make(any(), any(), any(), any(), any());
    order.verify(crmWrite).log(any(), eq(Samples.ended(false)), eq(CONTACT), any());
    order.verify(callbackTask).make(any(), any(), eq(CONTACT));
    order.verify(callNotification).send(any(), any(), eq(CONTACT));
    order.verify(writeEnd).written(any(), any());
  }

  @Test
  @DisplayName("A known caller whom the rule only has written")
  void known() throws Exception {
    goes("IDENTIFIED");
    isKnown();
    asks(false, true, false, false);
    write();
    verify(crmWrite).log(any(), eq(Samples.ended(false)), eq(CONTACT), any());
    verify(writeEnd).written(any(), any());
    verifyNoInteractions(leadForCall, callbackTask, callNotification);
  }

  @Test
  @DisplayName("A call that the rule keeps out of the CRM stays in the journal")
  void unknownWithoutLead() throws Exception {
    goes("IDENTIFIED");
    asks(false, false, false, false);
    write();
    InOrder order = inOrder(ringCard, writeEnd);
    order.verify(ringCard).hide(Samples.ended(false));
    order.verify(writeEnd).local(Samples.ended(false));
    verifyNoInteractions(leadForCall, crmWrite, callbackTask, callNotification);
  }

  @Test
  @DisplayName("A withheld number is not looked up, and may be a reason for a task all the same")
  void anonymous() throws Exception {
    goes("ANONYMOUS");
    asks(false, false, true, false);
    write();
    verify(callbackTask).make(any(), any(), isNull());
    verify(writeEnd).local(Samples.ended(false));
    verifyNoInteractions(callerOfCall, leadForCall, crmWrite);
  }

  @Test
  @DisplayName("A withheld number is written when the rule and the settings say so")
  void registeredAnonymous() throws Exception {
    goes("ANONYMOUS");
    asks(false, true, false, false);
    write();
    verify(crmWrite).log(any(), eq(Samples.ended(false)), isNull(), any());
    verify(writeEnd).written(any(), any());
    verifyNoInteractions(callerOfCall, leadForCall);
  }

  @Test
  @DisplayName("A call that stands as missed and was answered gets its correction, nothing else")
  void correction() throws Exception {
    goes("CORRECTION");
    write();
    InOrder order = inOrder(crmWrite, callbackTask, writeEnd);
    order.verify(crmWrite).correct(Samples.ended(false));
    order.verify(callbackTask).complete(Samples.ended(false));
    order.verify(writeEnd).written(any(), any());
    verifyNoMoreInteractions(crmWrite, callbackTask, callerOfCall, leadForCall);
  }

  @Test
  @DisplayName("A number that nobody can look up stays in the journal")
  void unreachable() throws Exception {
    goes("UNREACHABLE");
    write();
    verify(writeEnd).local(Samples.ended(false));
    verifyNoInteractions(callerOfCall, crmWrite);
  }

  @Test
  @DisplayName("An old message does nothing at all, and is taken")
  void oldMessage() throws Exception {
    goes("NOTHING");
    assertThat(write().isFailed()).isFalse();
    verifyNoInteractions(callerOfCall, leadForCall, crmWrite, writeEnd);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("A call whose older one still waits comes later, in the same transaction")
  void waitsForOlder() throws Exception {
    goes("NOT_ITS_TURN");
    write();
    Sent message = assertSentTo("crm.retry");
    assertThat(message.headers())
        .containsOnlyKeys("callId", "portal", "JMSXGroupID", "_AMQ_SCHED_DELIVERY")
        .containsEntry("_AMQ_SCHED_DELIVERY", LATER.toEpochMilli());
    assertThat(message.options()).containsEntry("transacted", "true");
    verifyNoInteractions(callerOfCall, crmWrite, writeEnd);
  }

  @ParameterizedTest(name = "as {0}")
  @ValueSource(strings = {"IDENTIFIED", "CORRECTION"})
  @DisplayName(
      "A call that changed while it was written is queued once more, in the same transaction")
  void changedMeanwhile(String way) throws Exception {
    goes(way);
    isKnown();
    asks(false, true, false, false);
    doAnswer(sets(Map.of("again", true))).when(writeEnd).written(any(), any());
    write();
    Sent message = assertSentTo("crm.writes.7");
    assertThat(message.headers()).containsOnlyKeys("callId", "portal", "JMSXGroupID");
    assertThat(message.body()).isEqualTo(Samples.ORDER);
    assertThat(message.options()).containsEntry("transacted", "true");
  }

  @ParameterizedTest(name = "thrown by {0}")
  @ValueSource(
      strings = {
        "writeStart",
        "callerOfCall",
        "scenarioOfCall",
        "leadForCall",
        "crmWrite",
        "callbackTask",
        "callNotification",
        "writeEnd"
      })
  @DisplayName(
      "A failure reaches the rules of routes/failures.camel.yaml from however deep it comes")
  void failures(String where) throws Exception {
    failsIn(where, CrmFailure.of(Category.REJECTED, "ERROR_CORE", "It is wrong."));
    assertThat(write().isFailed()).as("the transaction commits").isFalse();
    verify(writeFailure).giveUp(any());
    assertThat(assertSentTo("crm.dead").options()).containsEntry("transacted", "true");
  }

  @ParameterizedTest(name = "thrown by {0}")
  @ValueSource(
      strings = {
        "writeStart",
        "callerOfCall",
        "scenarioOfCall",
        "leadForCall",
        "crmWrite",
        "callbackTask",
        "callNotification",
        "writeEnd"
      })
  @DisplayName("While journal or broker are away the message goes back to the broker, undecided")
  void outages(String where) throws Exception {
    when(writeFailure.isOutage(any())).thenReturn(true);
    failsIn(where, new CannotCreateTransactionException("gone"));
    assertThat(write().isFailed()).as("the transaction rolls back").isTrue();
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("The message of a call that was given up already follows it to the dead letters")
  void followsToTheDeadLetters() throws Exception {
    goes("GIVEN_UP");
    write();
    assertSentTo("crm.dead");
    verify(writeFailure, never()).giveUp(any());
  }

  @Test
  @DisplayName("Each portal's writer takes its own queue, in a transaction, many calls at a time")
  void writers() throws Exception {
    goes("UNREACHABLE");
    broker.comesIn("crm.writes.8", Samples.ORDER, Map.of());
    verify(writeEnd).local(any());
    assertThat(context.getRoute("writer-8").getEndpoint().getEndpointUri())
        .contains("crm.writes.8", "transacted=true", "maxConcurrentConsumers=24");
  }

  private void failsIn(String where, RuntimeException failure) {
    goes("IDENTIFIED");
    asks(true, true, true, true);
    switch (where) {
      case "writeStart" -> doThrow(failure).when(writeStart).begin(any());
      case "callerOfCall" -> doThrow(failure).when(callerOfCall).find(any(), any(), any());
      case "scenarioOfCall" -> doThrow(failure).when(scenarioOfCall).choose(any(), any(), any());
      case "leadForCall" ->
          doThrow(failure).when(leadForCall).make(any(), any(), any(), any(), any());
      case "crmWrite" -> doThrow(failure).when(crmWrite).log(any(), any(), any(), any());
      case "callbackTask" -> doThrow(failure).when(callbackTask).make(any(), any(), any());
      case "callNotification" -> doThrow(failure).when(callNotification).send(any(), any(), any());
      default -> doThrow(failure).when(writeEnd).written(any(), any());
    }
  }

  private void asks(boolean lead, boolean log, boolean task, boolean notification) {
    doAnswer(sets(Map.of("steps", new Steps(lead, log, task, notification))))
        .when(scenarioOfCall)
        .choose(any(), any(), any());
  }

  private void isKnown() {
    doAnswer(sets(Map.of("place", CONTACT))).when(callerOfCall).find(any(), any(), any());
  }

  private void goes(String way) {
    doAnswer(sets(Map.of("way", way, "call", Samples.ended(false), "nextAttemptAt", LATER)))
        .when(writeStart)
        .begin(any());
  }

  private Exchange write() throws Exception {
    return broker.comesIn(
        "crm.writes.7", Samples.ORDER, Map.of("portal", 7L, "JMSXGroupID", "x", "X-Evil", "1"));
  }
}
