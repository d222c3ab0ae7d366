package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.sandbox.Effect;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.FaultRules;
import simtrix.sandbox.Notice;
import simtrix.sandbox.SandboxSettings.CrmMode;
import simtrix.testing.InstalledPortal;
import simtrix.testing.ServerProcess;

@DisplayName("Rules with lead, task and notification in a storm: each of them once for each call")
class ScenarioStormIT {

  private static final String EVERYTHING =
      """
      answered:
        known:
          log: true
          task: {after: 2h, for: responsible}
          notification: {for: phone-user}
      missed:
        known:
          log: true
          task: {after: 2h, for: phone-user}
          notification: {for: responsible}
        unknown:
          log: true
          lead: {responsible: {round-robin: [1, 2]}}
          task: {after: 2h, for: responsible}
          notification: {for: responsible}
      """;

  private final ServerProcess server = StormServer.shared();

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName(
      "kill -9 of Java and of everything, connections cut after each commit, bursts of 500")
  void everything(long seed) {
    try (Storm storm = Storm.on(server, "scenarios", seed, 80, this::rules)) {
      cuts(storm, List.of("crm.lead.add"));
      kills(storm);
      storm.blowOver();
      storm.reckon();
      reckon(storm);
    }
  }

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("The same in simple CRM mode: one contact and one deal for each new number")
  void simpleMode(long seed) {
    try (Storm storm = Storm.on(server, "simple mode", seed, 60, this::simple)) {
      cuts(storm, List.of("crm.contact.add", "crm.deal.add"));
      kills(storm);
      storm.blowOver();
      storm.reckon();
      reckon(storm);
      assertThat(storm.portal.records.leads()).isEmpty();
      assertOnce("contacts", storm.portal.records.all(EntityType.CONTACT));
      assertOnce("deals", storm.portal.records.all(EntityType.DEAL));
    }
  }

  private void rules(InstalledPortal portal) {
    server.rules().give(portal, EVERYTHING);
  }

  private void simple(InstalledPortal portal) {
    portal.sandbox.settings().crmMode(CrmMode.SIMPLE);
    server.rules().give(portal, EVERYTHING + "desktop-card: known\n");
  }

  private void kills(Storm storm) {
    storm.rage();
    storm.kill(server::killJava);
    server.start();
    storm.rage();
    storm.kill(server::killEverything);
    server.start();
  }

  private static void cuts(Storm storm, List<String> records) {
    FaultRules faults = storm.portal.sandbox.faults();
    for (String method :
        Stream.concat(
                records.stream(),
                List.of("tasks.task.add", "im.notify.system.add", "telephony.externalCall.finish")
                    .stream())
            .toList()) {
      faults.on(method).nth(1 + storm.random.nextInt(3)).times(2).then(Effect.cutAfterCommit());
      faults
          .on(method)
          .nth(4)
          .times(2)
          .then(Effect.error(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
      faults.on(method).nth(6).then(Effect.slow(Duration.ofSeconds(2)));
    }
  }

  private static void reckon(Storm storm) {
    Set<Object> written =
        storm.portal.records.statistics().stream()
            .map(row -> row.get("EXTERNAL_CALL_ID"))
            .collect(Collectors.toSet());
    Map<Object, Long> tasks = counted(storm.portal.sandbox.tasks(), task -> task.get("XML_ID"));
    Map<Object, Long> notices = counted(storm.portal.sandbox.notices(), ScenarioStormIT::callOf);
    System.out.printf(
        "  written %d, tasks %d, notifications %d, tasks twice %d, notifications twice %d%n",
        written.size(), tasks.size(), notices.size(), twice(tasks), twice(notices));
    assertThat(tasks.keySet()).as("calls with a task").isEqualTo(written);
    assertThat(notices.keySet()).as("calls with a notification").isEqualTo(written);
    assertThat(twice(tasks)).as("tasks twice").isZero();
    assertThat(twice(notices)).as("notifications twice").isZero();
  }

  private static void assertOnce(String what, List<Map<String, Object>> records) {
    Map<Object, Long> ours =
        counted(
            records.stream().filter(record -> record.get("ORIGIN_ID") != null).toList(),
            record -> record.get("ORIGIN_ID"));
    assertThat(ours).as(what).isNotEmpty();
    assertThat(twice(ours)).as(what + " twice").isZero();
  }

  private static long twice(Map<Object, Long> counts) {
    return counts.values().stream().filter(count -> count > 1).count();
  }

  private static Object callOf(Notice notice) {
    return notice.tag().substring(notice.tag().lastIndexOf('|') + 1);
  }

  private static <T> Map<Object, Long> counted(List<T> all, Function<T, Object> key) {
    return all.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
  }
}
