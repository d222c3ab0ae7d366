package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.TimelineEntry;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("A call on its way to the timeline (DESIGN 3, 6)")
class CallIT {

  private final RunningServer server = RunningServer.shared();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();

  @Test
  @DisplayName(
      "Rings, is answered, ends: on the contact's timeline, with its duration, bound to the open deal")
  void answered() {
    int contact = portal.contactWithDeal("+4915112345678");
    PhoneCall call = phone.call("+4915112345678").onLine("+493012345678");
    call.rings();
    assertThat(call.isAnswered().status()).isEqualTo(202);
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    awaitStatus(call, "WRITTEN");
    Map<String, Object> row = portal.statisticOf(call.id).orElseThrow();
    assertThat(row)
        .containsEntry("CALL_FAILED_CODE", "200")
        .hasEntrySatisfying("CALL_DURATION", seconds -> assertThat(seconds).hasToString("95"))
        .hasEntrySatisfying("CALL_TYPE", type -> assertThat(type).hasToString("2"))
        .hasEntrySatisfying(
            "PORTAL_USER_ID", user -> assertThat(user).hasToString(String.valueOf(portal.user)))
        .containsEntry("CRM_ENTITY_TYPE", "CONTACT");
    assertThat(row.get("PORTAL_NUMBER")).hasToString("+493012345678");
    List<TimelineEntry> timeline = portal.records.timeline(EntityType.CONTACT, contact);
    assertThat(timeline).hasSize(1);
    int deal = Integer.parseInt(portal.records.all(EntityType.DEAL).get(0).get("ID").toString());
    assertThat(portal.records.timeline(EntityType.DEAL, deal))
        .as("the call is on the deal's timeline as well")
        .extracting(TimelineEntry::id)
        .containsExactly(timeline.get(0).id());
    JsonNode crm = call.now().path("crm");
    assertThat(crm.path("entityType").asText()).isEqualTo("CONTACT");
    assertThat(crm.path("entityId").asInt()).isEqualTo(contact);
    assertThat(crm.path("activityId").asInt()).isEqualTo(timeline.get(0).id());
    assertThat(crm.path("url").asText()).endsWith("/crm/contact/details/" + contact + "/");
  }

  @Test
  @DisplayName("Missed is 304, declined is 603, both without duration")
  void missedAndRejected() {
    portal.records.addContact("Eva", "Kern", "+4930111111");
    PhoneCall missed = phone.call("+4930111111");
    missed.endsMissed();
    PhoneCall rejected = phone.call("+4930111111");
    rejected.endsRejected();
    awaitStatus(missed, "WRITTEN");
    awaitStatus(rejected, "WRITTEN");
    assertThat(portal.statisticOf(missed.id).orElseThrow())
        .containsEntry("CALL_FAILED_CODE", "304");
    assertThat(portal.statisticOf(rejected.id).orElseThrow())
        .containsEntry("CALL_FAILED_CODE", "603");
    assertThat(portal.statisticOf(missed.id).orElseThrow().get("CALL_DURATION")).hasToString("0");
  }

  @Test
  @DisplayName("The missed call of an unknown number makes one lead, however often it calls")
  void lead() {
    List<PhoneCall> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      PhoneCall call = phone.call("+4930222222");
      call.endsMissed();
      calls.add(call);
    }
    calls.forEach(call -> awaitStatus(call, "WRITTEN"));
    assertThat(portal.records.leads()).hasSize(1);
    Map<String, Object> lead = portal.records.leads().get(0);
    assertThat(lead).containsEntry("SOURCE_ID", "CALL").containsEntry("ORIGINATOR_ID", "SIMTRIX");
    assertThat(lead.get("ASSIGNED_BY_ID")).hasToString(String.valueOf(portal.user));
    assertThat(lead.get("TITLE").toString()).contains("+4930222222");
    int id = Integer.parseInt(lead.get("ID").toString());
    assertThat(portal.records.timeline(EntityType.LEAD, id)).hasSize(4);
    assertThat(phone.caller("+4930222222").path("caller").path("type").asText()).isEqualTo("LEAD");
  }

  @Test
  @DisplayName(
      "Kept here and not sent to the CRM: unknown and answered or declined, withheld, no telephone number, own line")
  void local() {
    PhoneCall answered = phone.call("+4930333333");
    answered.endsAnswered();
    PhoneCall rejected = phone.call("+4930444444");
    rejected.endsRejected();
    PhoneCall withheld = phone.call(null);
    withheld.endsMissed();
    PhoneCall words = phone.call("Kundenservice");
    words.endsMissed();
    PhoneCall own = phone.call("+493012345678").onLine("+493012345678");
    own.endsMissed();
    for (PhoneCall call : List.of(answered, rejected, withheld, words, own)) {
      awaitStatus(call, "LOCAL");
      assertThat(call.now().path("crm").isNull()).isTrue();
    }
    assertThat(portal.records.leads()).isEmpty();
    assertThat(portal.records.statistics()).isEmpty();
  }

  @Test
  @DisplayName(
      "A call that was written as missed and turns out answered gets a note, not a second entry")
  void lateAnswer() {
    int contact = portal.records.addContact("Eva", "Kern", "+4930555555");
    PhoneCall call = phone.call("+4930555555");
    call.endsMissed();
    awaitStatus(call, "WRITTEN");
    call.isAnswered();
    patience()
        .untilAsserted(
            () ->
                assertThat(portal.records.timeline(EntityType.CONTACT, contact))
                    .extracting(TimelineEntry::kind)
                    .contains(TimelineEntry.Kind.NOTE));
    awaitStatus(call, "WRITTEN");
    assertThat(call.now().path("outcome").asText()).isEqualTo("ANSWERED");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("A number that comes late makes a local call a written one")
  void lateNumber() {
    portal.records.addContact("Eva", "Kern", "+4930666666");
    PhoneCall call = phone.call(null);
    call.endsMissed();
    awaitStatus(call, "LOCAL");
    call.withNumber("+4930666666").endsMissed();
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("Another device cannot touch or read a call")
  void foreignCall() {
    PhoneCall call = phone.call("+4930777777");
    call.rings();
    Phone other = portal.phone();
    assertThat(other.put(call.id, minimalRinging()).status()).isEqualTo(409);
    assertThat(other.get(call.id).status()).isEqualTo(404);
    assertThat(phone.get(UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "Many calls of every kind, events in every order and twice: each stands once, and the counts add up")
  void manyCalls() {
    portal.sandbox.settings().plan(simtrix.sandbox.SandboxSettings.Plan.OTHER);
    for (int i = 0; i < 10; i++) {
      portal.contactWithDeal("+49151000000" + (10 + i));
    }
    Random random = new Random(42);
    List<Phone> phones = List.of(phone, portal.phone(), portal.phone());
    List<PhoneCall> calls = new ArrayList<>();
    List<Runnable> events = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      String number =
          switch (i % 4) {
            case 0, 1 -> "+49151000000" + (10 + i % 10);
            case 2 -> "+49152000000" + (10 + i % 7);
            default -> null;
          };
      PhoneCall call = phones.get(i % phones.size()).call(number);
      calls.add(call);
      Runnable end =
          switch (i % 3) {
            case 0 -> call::endsAnswered;
            case 1 -> call::endsMissed;
            default -> call::endsRejected;
          };
      events.add(call::rings);
      events.add(end);
      events.add(end);
    }
    Collections.shuffle(events, random);
    events.forEach(Runnable::run);
    patience()
        .untilAsserted(
            () -> {
              JsonNode counts = server.support().counts(portal.id);
              assertThat(counts.path("QUEUED").asInt() + counts.path("RETRYING").asInt()).isZero();
            });
    JsonNode counts = server.support().counts(portal.id);
    assertThat(counts.path("accepted").asInt()).isEqualTo(90);
    assertThat(counts.path("WRITTEN").asInt() + counts.path("LOCAL").asInt()).isEqualTo(90);
    assertThat(portal.records.statistics()).hasSize(counts.path("WRITTEN").asInt());
    assertThat(portal.records.statistics())
        .extracting(row -> row.get("EXTERNAL_CALL_ID"))
        .doesNotHaveDuplicates();
    assertThat(portal.records.unfinishedCalls()).isEmpty();
    assertThat(portal.sandbox.rejectedForRate()).isZero();
    assertThat(portal.records.leads())
        .extracting(lead -> lead.get("TITLE"))
        .doesNotHaveDuplicates();
    assertThat(calls).hasSize(90);
  }

  static void awaitStatus(PhoneCall call, String status) {
    patience().untilAsserted(() -> assertThat(call.status()).isEqualTo(status));
  }

  static ConditionFactory patience() {
    return await()
        .atMost(java.time.Duration.ofMinutes(2))
        .pollInterval(java.time.Duration.ofMillis(100));
  }

  private static Map<String, Object> minimalRinging() {
    return Map.of(
        "direction",
        "INCOMING",
        "state",
        "RINGING",
        "number",
        "+4930777777",
        "presentation",
        "ALLOWED",
        "ringingAt",
        "2026-11-24T10:00:00+01:00");
  }
}
