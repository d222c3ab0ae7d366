package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.server.CallIT.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
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

@DisplayName("Rules in trouble: what they make happen happens once, and people can mend it")
class ScenarioTroubleIT {

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
  private static final String ANSWERED =
      """
      answered:
        unknown:
          log: true
          lead: {}
          task: {after: 2h, for: responsible}
          notification: {for: responsible}
      """;
  private static final Effect BROKEN =
      Effect.error(500, "INTERNAL_SERVER_ERROR", "Internal server error");

  private final RunningServer server = RunningServer.shared();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();
  private final int other = portal.records.addUser("Eva", "Sommer", "102");

  @Test
  @DisplayName("Somebody who has very many tasks: ours is found all the same")
  void manyTasks() {
    rules(EVERYTHING);
    portal.sandbox.faults().on("tasks.task.add").then(Effect.cutAfterCommit());
    portal
        .sandbox
        .faults()
        .on("tasks.task.list")
        .then(Effect.error(500, "INTERNAL_SERVER_ERROR", "x"));
    PhoneCall call = missed(NEW);
    patience().until(() -> !portal.sandbox.tasks().isEmpty());
    String link = ((List<?>) onlyTask().get("UF_CRM_TASK")).get(0).toString();
    for (int i = 0; i < 60; i++) {
      portal.sandbox.addTask(Map.of("TITLE", "other", "UF_CRM_TASK", List.of(link)));
    }
    awaitStatus(call, "WRITTEN");
    assertThat(portal.sandbox.tasks()).hasSize(61);
  }

  @Test
  @DisplayName(
      "A task for somebody who left the company is a dead letter; with the rules mended only what is missing is done")
  void inactiveUser() {
    portal.records.deactivateUser(other);
    rules(
        """
        missed:
          unknown:
            log: true
            lead: {}
            task: {after: 2h, for: %d}
            notification: {for: phone-user}
        """
            .formatted(other));
    PhoneCall call = missed(NEW);
    awaitStatus(call, "DEAD");
    JsonNode letter = server.support().deadLetter(call.id).orElseThrow();
    assertThat(letter.path("category").asText()).isEqualTo("REJECTED");
    assertThat(letter.path("message").asText()).contains("Assignee");
    assertThat(portal.sandbox.notices()).isEmpty();
    rules(EVERYTHING);
    assertThat(server.support().retry(letter).status()).isEqualTo(202);
    awaitStatus(call, "WRITTEN");
    assertThat(onlyTask()).containsEntry("RESPONSIBLE_ID", String.valueOf(portal.user));
    assertThat(portal.sandbox.notices()).hasSize(1);
    assertThat(portal.records.leads()).hasSize(1);
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName(
      "Attempts that fail take no further turn: the lead goes to the one whose turn it was")
  void turnIsKept() {
    rules(
        "missed: {unknown: {log: true, lead: {responsible: {round-robin: [%d, %d]}}}}"
            .formatted(portal.user, other));
    portal.sandbox.faults().on("crm.lead.add").times(3).then(BROKEN);
    awaitStatus(missed(NEW), "WRITTEN");
    awaitStatus(missed("+4930999999"), "WRITTEN");
    assertThat(portal.records.leads())
        .extracting(lead -> lead.get("ASSIGNED_BY_ID"))
        .containsExactly(String.valueOf(portal.user), String.valueOf(other));
  }

  @Test
  @DisplayName("New rules between two attempts: the call goes on with those that it began with")
  void reloadBetweenAttempts() {
    rules(EVERYTHING);
    portal.sandbox.faults().on("tasks.task.add").times(3).then(BROKEN);
    PhoneCall call = missed(NEW);
    awaitStatus(call, "RETRYING");
    rules("missed: {unknown: {log: false}, known: {log: true, task: {after: 3d, for: 1}}}");
    awaitStatus(call, "WRITTEN");
    assertThat(onlyTask()).containsEntry("RESPONSIBLE_ID", String.valueOf(portal.user));
    assertThat(portal.sandbox.notices()).hasSize(1);
    PhoneCall later = missed("+4930999999");
    awaitStatus(later, "LOCAL");
  }

  @Test
  @DisplayName(
      "Logged as missed, and answered before its rule was done: it gets its note, and nobody has to call back")
  void answeredBetweenAttempts() {
    rules(EVERYTHING);
    portal.sandbox.faults().on("im.notify.system.add").always().then(BROKEN);
    PhoneCall call = missed(NEW);
    awaitStatus(call, "RETRYING");
    assertThat(onlyTask()).containsEntry("STATUS", "2");
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    awaitStatus(call, "WRITTEN");
    assertThat(onlyTask()).containsEntry("STATUS", "5");
    assertCorrected(call);
  }

  @Test
  @DisplayName(
      "The portal's answer to the missed call is lost, and the phone tells of the answered one: it gets its note, and only the rule of the missed call was done")
  void answeredWhileNobodyKnew() {
    rules(EVERYTHING + ANSWERED);
    portal.sandbox.faults().on("telephony.externalCall.finish").then(Effect.cutAfterCommit());
    portal.sandbox.faults().on("voximplant.statistic.get").always().then(BROKEN);
    PhoneCall call = missed(NEW);
    awaitStatus(call, "RETRYING");
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    portal.sandbox.faults().clear();
    awaitStatus(call, "WRITTEN");
    assertCorrected(call);
    assertThat(portal.sandbox.tasks()).isEmpty();
    assertThat(portal.sandbox.notices()).isEmpty();
  }

  @Test
  @DisplayName("Logged as missed, given up, answered after all, and retried: it gets its note")
  void answeredWhileDead() {
    portal.records.deactivateUser(other);
    rules(EVERYTHING.replace("after: 2h, for: responsible", "after: 2h, for: " + other) + ANSWERED);
    PhoneCall call = missed(NEW);
    awaitStatus(call, "DEAD");
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    JsonNode letter = server.support().deadLetter(call.id).orElseThrow();
    assertThat(server.support().retry(letter).status()).isEqualTo(202);
    awaitStatus(call, "WRITTEN");
    assertCorrected(call);
    assertThat(portal.sandbox.tasks()).isEmpty();
    assertThat(portal.sandbox.notices()).isEmpty();
  }

  @Test
  @DisplayName("A broken file is told to administrators, and the rules of before stay")
  void brokenFile() {
    rules(EVERYTHING);
    server.rules().write(server.rules().text().replace("after: 2h", "after: soon"));
    patience().until(() -> !server.rules().report().at("/state/refusal").isNull());
    assertThat(server.rules().report().at("/state/refusal/reason").asText())
        .contains("task.after is \"soon\". It must be the time until the task is due")
        .contains(", line ");
    assertThat(server.user("operator").actuator("scenarios").status()).isEqualTo(403);
    awaitStatus(missed(NEW), "WRITTEN");
    assertThat(portal.sandbox.tasks()).hasSize(1);
    server.rules().write(server.rules().text());
    patience().until(() -> server.rules().report().at("/state/refusal").isNull());
  }

  private void assertCorrected(PhoneCall call) {
    assertThat(call.now().path("outcome").asText()).isEqualTo("ANSWERED");
    assertThat(portal.records.leads()).hasSize(1);
    int lead = Integer.parseInt(portal.records.leads().get(0).get("ID").toString());
    assertThat(portal.records.timeline(EntityType.LEAD, lead))
        .filteredOn(entry -> entry.kind() == TimelineEntry.Kind.NOTE)
        .hasSize(1);
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  private void rules(String yaml) {
    server.rules().give(portal, yaml);
  }

  private PhoneCall missed(String number) {
    PhoneCall call = phone.call(number);
    assertThat(call.endsMissed().status()).isEqualTo(202);
    return call;
  }

  private Map<String, Object> onlyTask() {
    assertThat(portal.sandbox.tasks()).hasSize(1);
    return portal.sandbox.tasks().get(0);
  }
}
