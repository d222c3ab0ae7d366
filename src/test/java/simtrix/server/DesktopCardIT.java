package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.server.CallIT.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.Effect;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.TimelineEntry;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("Bitrix24's own card while the phone rings (DESIGN 6, REFERENCE 5.1 to 5.3)")
class DesktopCardIT {

  private static final String KNOWN = "+4915112345678";
  private static final String NEW = "+4930222222";
  private static final String REGISTER = "telephony.externalCall.register";

  private final RunningServer server = RunningServer.shared();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();

  @Test
  @DisplayName("The card opens while it rings, and the end of the call finishes the same one")
  void opensAndFinishes() {
    rules("desktop-card: known");
    int contact = portal.contactWithDeal(KNOWN);
    PhoneCall call = phone.call(KNOWN).onLine("+493012345678");
    call.rings();
    String callId = awaitCard();
    assertThat(portal.records.registration(callId).orElseThrow())
        .containsEntry("CRM_ENTITY_TYPE", "CONTACT")
        .containsEntry("EXTERNAL_CALL_ID", call.id.toString())
        .hasEntrySatisfying("SHOW", show -> assertThat(show).hasToString("1"))
        .hasEntrySatisfying("ADD_TO_CHAT", chat -> assertThat(chat).hasToString("0"));
    call.rings();
    call.isAnswered();
    call.endsAnswered();
    awaitStatus(call, "WRITTEN");
    Map<String, Object> row = portal.statisticOf(call.id).orElseThrow();
    assertThat(row).containsEntry("CALL_ID", callId).containsEntry("CALL_FAILED_CODE", "200");
    assertThat(portal.records.unfinishedCalls()).isEmpty();
    assertThat(portal.records.timeline(EntityType.CONTACT, contact)).hasSize(1);
    int deal = Integer.parseInt(portal.records.all(EntityType.DEAL).get(0).get("ID").toString());
    assertThat(portal.records.timeline(EntityType.DEAL, deal)).hasSize(1);
    assertThat(registrations()).isEqualTo(1);
  }

  @Test
  @DisplayName("known: no card for somebody new")
  void notForNew() {
    rules("desktop-card: known");
    PhoneCall call = phone.call(NEW);
    call.rings();
    call.endsMissed();
    awaitStatus(call, "WRITTEN");
    assertThat(portal.sandbox.lastParams(REGISTER).orElseThrow().get("SHOW")).hasToString("0");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName(
      "everybody: the lead of somebody new is made afterwards, and the call is on its timeline")
  void newCaller() {
    rules("desktop-card: everybody");
    PhoneCall call = phone.call(NEW);
    call.rings();
    String callId = awaitCard();
    call.endsMissed();
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticOf(call.id).orElseThrow()).containsEntry("CALL_ID", callId);
    assertThat(portal.records.leads()).hasSize(1);
    int lead = Integer.parseInt(portal.records.leads().get(0).get("ID").toString());
    List<TimelineEntry> timeline = portal.records.timeline(EntityType.LEAD, lead);
    assertThat(timeline).hasSize(1);
    assertThat(call.now().at("/crm/activityId").asInt()).isEqualTo(timeline.get(0).id());
  }

  @Test
  @DisplayName("The call is over before the portal has answered: still one call")
  void endsMeanwhile() {
    rules("desktop-card: known");
    portal.contactWithDeal(KNOWN);
    CountDownLatch goOn = new CountDownLatch(1);
    portal.sandbox.faults().on(REGISTER).then(Effect.late(goOn));
    PhoneCall call = phone.call(KNOWN);
    call.rings();
    patience().until(portal.sandbox.faults()::allMet);
    call.endsAnswered();
    awaitStatus(call, "RETRYING");
    goOn.countDown();
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
    assertNoCardStandsOpen();
  }

  @Test
  @DisplayName("The portal opens the card after the call was written without it: it is taken away")
  void comesTooLate() {
    rules("desktop-card: known");
    portal.contactWithDeal(KNOWN);
    CountDownLatch goOn = new CountDownLatch(1);
    portal.sandbox.faults().on(REGISTER).then(Effect.late(goOn));
    PhoneCall call = phone.call(KNOWN);
    Instant rang = Instant.now();
    call.rings();
    patience().until(portal.sandbox.faults()::allMet);
    call.endsAnswered();
    awaitStatus(call, "WRITTEN");
    assumeTrue(Instant.now().isBefore(rang.plusSeconds(8)), "nobody listens any more");
    goOn.countDown();
    patience().until(() -> !portal.records.unfinishedCalls().isEmpty());
    assertNoCardStandsOpen();
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("The phone gets its own card in time although the portal hangs with the desktop's")
  void phoneDoesNotWait() {
    rules("desktop-card: known");
    portal.contactWithDeal(KNOWN);
    phone.caller(KNOWN);
    portal.sandbox.faults().on(REGISTER).then(Effect.hang(Duration.ofSeconds(20)));
    assertThat(phone.call(KNOWN).rings().path("kind").asText()).isEqualTo("KNOWN");
  }

  @Test
  @DisplayName(
      "A call that stays in the journal leaves no card behind, and no row in the statistics")
  void localCall() {
    rules("desktop-card: known\nrejected: {known: {log: false}}");
    portal.contactWithDeal(KNOWN);
    PhoneCall call = phone.call(KNOWN);
    call.rings();
    String callId = awaitCard();
    call.endsRejected();
    awaitStatus(call, "LOCAL");
    assertThat(portal.sandbox.lastParams("telephony.externalCall.hide").orElseThrow())
        .containsEntry("CALL_ID", callId);
    assertThat(portal.records.statistics()).isEmpty();
  }

  @Test
  @DisplayName(
      "A call that becomes a dead letter leaves no card behind; a retry finishes the same call")
  void deadCall() {
    rules("desktop-card: known");
    portal.contactWithDeal(KNOWN);
    portal
        .sandbox
        .faults()
        .on("telephony.externalCall.finish")
        .then(Effect.methodError(403, "insufficient_scope", "Higher privileges are needed"));
    PhoneCall call = phone.call(KNOWN);
    call.rings();
    String callId = awaitCard();
    call.endsAnswered();
    awaitStatus(call, "DEAD");
    assertNoCardStandsOpen();
    JsonNode letter =
        patience()
            .until(() -> server.support().deadLetter(call.id), Optional::isPresent)
            .orElseThrow();
    assertThat(server.support().retry(letter).status()).isEqualTo(202);
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticOf(call.id).orElseThrow()).containsEntry("CALL_ID", callId);
  }

  private String awaitCard() {
    patience().until(() -> !portal.records.unfinishedCalls().isEmpty());
    assertThat(portal.records.unfinishedCalls()).hasSize(1);
    return portal.records.unfinishedCalls().get(0);
  }

  /** A registration that nobody finishes enters no statistics; its card must be gone. */
  private void assertNoCardStandsOpen() {
    patience()
        .untilAsserted(
            () ->
                assertThat(portal.records.unfinishedCalls())
                    .isSubsetOf(
                        portal
                            .sandbox
                            .lastParams("telephony.externalCall.hide")
                            .map(params -> params.get("CALL_ID").toString())
                            .orElse("")));
  }

  private long registrations() {
    return portal.sandbox.requests().stream().filter(request -> request.calls(REGISTER)).count();
  }

  private void rules(String yaml) {
    server.rules().give(portal, yaml);
  }
}
