package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.server.CallIT.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.sandbox.Effect;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.Notice;
import simtrix.sandbox.SandboxSettings.CrmMode;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("What rules make happen with a call (DESIGN 6, Scenarios)")
class ScenarioIT {

  private static final String KNOWN = "+4915112345678";
  private static final String NEW = "+4930222222";
  private static final String EVERYTHING =
      """
      missed:
        unknown:
          log: true
          lead: {source: CALLBACK, title: "Neu: {number}"}
          task: {after: 2h, for: responsible}
          notification: {for: responsible}
      """;

  private final RunningServer server = RunningServer.shared();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();
  private final int other = portal.records.addUser("Eva", "Sommer", "102");

  @Test
  @DisplayName(
      "Known and missed: a task for the responsible, linked to contact and deal, and a notification")
  void taskForKnown() {
    rules(
        """
        missed:
          known:
            log: true
            task: {after: 2h, for: responsible}
            notification: {for: %d, text: "Anruf von {number}"}
        """
            .formatted(other));
    int contact = portal.contactWithDeal(KNOWN);
    PhoneCall call = missed(KNOWN);
    awaitStatus(call, "WRITTEN");
    Map<String, Object> task = onlyTask();
    String deal = portal.records.all(EntityType.DEAL).get(0).get("ID").toString();
    assertThat(task)
        .containsEntry("RESPONSIBLE_ID", String.valueOf(portal.user))
        .containsEntry("UF_CRM_TASK", List.of("C_" + contact, "D_" + deal))
        .containsEntry("XML_ID", call.id.toString())
        .containsEntry("TITLE", KNOWN + " zurückrufen");
    assertThat(task.get("DESCRIPTION").toString())
        .startsWith("Verpasster Anruf von " + KNOWN + ", 2026-11-24 10:00.");
    assertThat(Duration.between(OffsetDateTime.now(ZoneOffset.UTC), due(task)))
        .isBetween(Duration.ofMinutes(100), Duration.ofMinutes(121));
    assertThat(onlyNotice().userId()).isEqualTo(other);
    assertThat(onlyNotice().text())
        .isEqualTo(
            "Anruf von " + KNOWN + " [URL=/crm/contact/details/" + contact + "/]Öffnen[/URL]");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName(
      "New and missed: lead, call, task for the lead's responsible, notification; each in the story")
  void everything() {
    rules(EVERYTHING);
    PhoneCall call = missed(NEW);
    awaitStatus(call, "WRITTEN");
    Map<String, Object> lead = onlyLead();
    assertThat(lead)
        .containsEntry("SOURCE_ID", "CALLBACK")
        .containsEntry("TITLE", "Neu: " + NEW)
        .containsEntry("ASSIGNED_BY_ID", String.valueOf(portal.user));
    assertThat(onlyTask()).containsEntry("UF_CRM_TASK", List.of("L_" + lead.get("ID")));
    assertThat(onlyNotice().text()).contains("/crm/lead/details/" + lead.get("ID"));
    assertThat(story(call)).contains("RULE", "LEAD_MADE", "TASK_MADE", "NOTIFIED", "WRITTEN");
  }

  @Test
  @DisplayName(
      "The lead's stage and source, and who is responsible by turns; turns go on across calls")
  void roundRobin() {
    rules(
        """
        missed:
          unknown:
            log: true
            lead: {stage: IN_PROCESS, responsible: {round-robin: [%d, %d, %d]}}
            task: {after: 1d, for: responsible}
        """
            .formatted(portal.user, other, portal.user));
    for (int i = 0; i < 4; i++) {
      awaitStatus(missed("+493044444" + i), "WRITTEN");
    }
    List<Object> turns = new ArrayList<>();
    portal.records.leads().forEach(lead -> turns.add(lead.get("ASSIGNED_BY_ID")));
    String first = String.valueOf(portal.user);
    assertThat(turns).containsExactly(first, String.valueOf(other), first, first);
    assertThat(portal.sandbox.tasks())
        .extracting(task -> task.get("RESPONSIBLE_ID"))
        .containsExactlyElementsOf(turns);
    assertThat(portal.records.leads())
        .extracting(lead -> lead.get("STATUS_ID"))
        .containsOnly("IN_PROCESS");
  }

  @Test
  @DisplayName("log: false keeps a known caller's call in the journal")
  void notLogged() {
    rules("answered: {known: {log: false}}");
    portal.contactWithDeal(KNOWN);
    PhoneCall call = phone.call(KNOWN);
    call.endsAnswered();
    awaitStatus(call, "LOCAL");
    assertThat(portal.records.statistics()).isEmpty();
  }

  @Test
  @DisplayName("An answered call of somebody new becomes a lead where the rules say so")
  void answeredLead() {
    rules("answered: {unknown: {log: true, lead: {}}}");
    PhoneCall call = phone.call(NEW);
    call.endsAnswered();
    awaitStatus(call, "WRITTEN");
    assertThat(onlyLead()).containsEntry("TITLE", "Anruf von " + NEW);
    assertThat(portal.statisticOf(call.id).orElseThrow())
        .containsEntry("CRM_ENTITY_TYPE", "LEAD")
        .containsEntry("CALL_FAILED_CODE", "200");
  }

  @Test
  @DisplayName("Logged without a lead: a call of nobody in the statistics alone")
  void loggedWithoutLead() {
    rules("rejected: {unknown: {log: true}}");
    PhoneCall call = phone.call(NEW);
    call.endsRejected();
    awaitStatus(call, "WRITTEN");
    assertThat(portal.records.leads()).isEmpty();
    assertThat(portal.statisticOf(call.id).orElseThrow().get("CRM_ENTITY_TYPE")).isEqualTo("");
    assertThat(portal.records.activities()).isEmpty();
  }

  @Test
  @DisplayName(
      "A withheld number may be a reason for a task and a notification; the call stays local")
  void anonymousTask() {
    rules(
        """
        anonymous:
          log: false
          task: {after: 30m, for: phone-user}
          notification: {for: {round-robin: [%d]}}
        """
            .formatted(other));
    PhoneCall call = missed(null);
    awaitStatus(call, "LOCAL");
    assertThat(onlyTask())
        .containsEntry("TITLE", "Jemand hat mit unterdrückter Nummer angerufen")
        .containsEntry("RESPONSIBLE_ID", String.valueOf(portal.user))
        .doesNotContainKey("UF_CRM_TASK");
    assertThat(onlyNotice())
        .isEqualTo(
            new Notice(
                onlyNotice().id(), other, "Verpasster Anruf ohne Nummer", onlyNotice().tag()));
    assertThat(portal.records.statistics()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasks.task.get", "tasks.task.complete"})
  @DisplayName(
      "Missed, and answered after all: the task is completed, once; the lead and the notification stay")
  void answeredAfterAll(String method) {
    rules(EVERYTHING);
    portal.sandbox.faults().on(method).then(Effect.cutAfterCommit());
    PhoneCall call = missed(NEW);
    awaitStatus(call, "WRITTEN");
    assertThat(onlyTask()).containsEntry("STATUS", "2");
    call.endsAnswered();
    patience().until(() -> onlyTask().get("STATUS").equals("5"));
    awaitStatus(call, "WRITTEN");
    assertThat(portal.sandbox.faults().allMet()).isTrue();
    assertThat(onlyLead().get("STATUS_ID")).isEqualTo("NEW");
    assertThat(onlyNotice().userId()).isEqualTo(portal.user);
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("Simple CRM mode: a contact with a deal in the rule's pipeline, the call on both")
  void simpleMode() {
    portal.sandbox.settings().crmMode(CrmMode.SIMPLE);
    rules(
        """
        missed:
          unknown:
            log: true
            lead: {responsible: %d, deal: {pipeline: 0, stage: PREPARATION}}
        """
            .formatted(other));
    PhoneCall call = missed(NEW);
    awaitStatus(call, "WRITTEN");
    assertContactWithDeal(portal, call);
    assertThat(portal.records.all(EntityType.DEAL).get(0))
        .containsEntry("STAGE_ID", "PREPARATION")
        .containsEntry("ASSIGNED_BY_ID", String.valueOf(other));
    assertThat(story(call)).contains("DEAL_MADE");
    PhoneCall again = missed(NEW);
    awaitStatus(again, "WRITTEN");
    assertThat(portal.records.all(EntityType.CONTACT)).hasSize(1);
  }

  @Test
  @DisplayName("Several matches: the kind of record that the rules prefer")
  void matching() {
    portal.records.addContact("Eva", "Kern", KNOWN);
    int company = portal.records.addCompany("Muster GmbH", KNOWN);
    rules("matching: [company, contact, lead]");
    assertThat(phone.call(KNOWN).rings().at("/caller/type").asText()).isEqualTo("COMPANY");
    PhoneCall call = missed(KNOWN);
    awaitStatus(call, "WRITTEN");
    assertThat(call.now().at("/crm/entityId").asInt()).isEqualTo(company);
  }

  static void assertContactWithDeal(InstalledPortal portal, PhoneCall call) {
    assertThat(portal.records.leads()).isEmpty();
    assertThat(portal.records.all(EntityType.CONTACT)).hasSize(1);
    assertThat(portal.records.all(EntityType.DEAL)).hasSize(1);
    Map<String, Object> contact = portal.records.all(EntityType.CONTACT).get(0);
    Map<String, Object> deal = portal.records.all(EntityType.DEAL).get(0);
    assertThat(deal.get("CONTACT_ID")).hasToString(contact.get("ID").toString());
    assertThat(List.of(contact, deal))
        .allSatisfy(
            record ->
                assertThat(record)
                    .containsEntry("ORIGINATOR_ID", "SIMTRIX")
                    .containsEntry("ORIGIN_ID", call.id.toString()));
    assertThat(portal.statisticOf(call.id).orElseThrow())
        .containsEntry("CRM_ENTITY_TYPE", "CONTACT");
    int dealId = Integer.parseInt(deal.get("ID").toString());
    assertThat(portal.records.timeline(EntityType.DEAL, dealId)).hasSize(1);
  }

  private void rules(String yaml) {
    server.rules().give(portal, yaml);
  }

  private PhoneCall missed(String number) {
    PhoneCall call = phone.call(number);
    assertThat(call.endsMissed().status()).isEqualTo(202);
    return call;
  }

  private List<String> story(PhoneCall call) {
    JsonNode story = server.support().get("/calls/" + call.id).json().path("story");
    return StreamSupport.stream(story.spliterator(), false)
        .map(step -> step.path("code").asText())
        .toList();
  }

  private Map<String, Object> onlyLead() {
    assertThat(portal.records.leads()).hasSize(1);
    return portal.records.leads().get(0);
  }

  private Map<String, Object> onlyTask() {
    assertThat(portal.sandbox.tasks()).hasSize(1);
    return portal.sandbox.tasks().get(0);
  }

  private Notice onlyNotice() {
    assertThat(portal.sandbox.notices()).hasSize(1);
    return portal.sandbox.notices().get(0);
  }

  private static OffsetDateTime due(Map<String, Object> task) {
    return OffsetDateTime.parse(task.get("DEADLINE").toString());
  }
}
