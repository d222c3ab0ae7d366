package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.Effect;
import simtrix.sandbox.SandboxSettings.Plan;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;

@DisplayName(
    "Killed at any instant: every accepted call stands in the portal exactly once (DESIGN 3)")
class KillStormIT {

  private static final int CALLS = 150;
  private static final long SEED = 20_261_124;

  @Test
  @DisplayName(
      "kill -9 of Java, of everything and of the database, connections cut after the commit, bursts of 500 and 503")
  void killed() {
    Random random = new Random(SEED);
    try (ServerProcess server =
            new ServerProcess(
                Map.of(
                    "simtrix.retry-delays", "1s,1s,1s,1s,1s,2s,2s,2s,2s,2s,2s,2s,2s,2s,2s",
                    "simtrix.bitrix24.requests-per-second", "20",
                    "simtrix.bitrix24.burst", "200"));
        InstalledPortal portal = InstalledPortal.on(server)) {
      portal.sandbox.settings().plan(new Plan(20, 200));
      List<String> numbers = numbers(portal);
      List<Phone> phones = List.of(portal.phone(), portal.phone(), portal.phone());
      try (StormPhones storm = new StormPhones(phones, numbers, CALLS, random)) {
        cuts(portal, random);
        blow(storm, server::killJava, server, random);
        blow(storm, server::killEverything, server, random);
        awaitSome(storm, random);
        server.killDatabase();
        blow(storm, server::killJava, server, random);
        patience().until(storm::isEmpty);
        assertThat(storm.refused).hasValue(0);
        settle(server, portal);
        check(server, portal, storm);
      }
    }
  }

  private static void blow(StormPhones storm, Runnable kill, ServerProcess server, Random random) {
    awaitSome(storm, random);
    kill.run();
    server.start();
  }

  /** A random instant: when some more events have been taken. */
  private static void awaitSome(StormPhones storm, Random random) {
    int goal = Math.max(0, storm.left() - 20 - random.nextInt(60));
    patience().pollInterval(Duration.ofMillis(5)).until(() -> storm.left() <= goal);
  }

  private static void cuts(InstalledPortal portal, Random random) {
    for (String method :
        List.of(
            "telephony.externalCall.finish",
            "telephony.externalCall.register",
            "crm.lead.add",
            "crm.activity.binding.add")) {
      portal
          .sandbox
          .faults()
          .on(method)
          .nth(1 + random.nextInt(4))
          .times(2)
          .then(Effect.cutAfterCommit());
      portal
          .sandbox
          .faults()
          .on(method)
          .nth(5)
          .times(2)
          .then(Effect.error(500, "INTERNAL_SERVER_ERROR", "Oops"));
      portal.sandbox.faults().on(method).nth(8).then(Effect.cutAfterCommands(1));
      portal.sandbox.faults().on(method).nth(9).times(2).then(Effect.queryLimitExceeded());
      portal.sandbox.faults().on(method).nth(12).then(Effect.html(502));
    }
  }

  private static List<String> numbers(InstalledPortal portal) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String known = "+49301110" + (100 + i);
      portal.contactWithDeal(known);
      numbers.add(known);
      numbers.add("+49302220" + (100 + i));
    }
    return numbers;
  }

  private static void settle(ServerProcess server, InstalledPortal portal) {
    patience()
        .untilAsserted(
            () -> {
              JsonNode counts = server.support().counts(portal.id);
              assertThat(counts.path("QUEUED").asInt() + counts.path("RETRYING").asInt())
                  .as("%s", counts)
                  .isZero();
            });
  }

  private static void check(ServerProcess server, InstalledPortal portal, StormPhones storm) {
    JsonNode counts = server.support().counts(portal.id);
    int lost = 0;
    int twice = 0;
    for (PhoneCall call : storm.calls) {
      int rows = portal.statisticsOf(call.id).size();
      lost += call.status().equals("WRITTEN") && rows == 0 ? 1 : 0;
      twice += rows > 1 ? 1 : 0;
    }
    System.out.printf(
        "Storm: %d calls, seed %d, %s, lost %d, twice %d%n", CALLS, SEED, counts, lost, twice);
    assertThat(counts.path("accepted").asInt()).isEqualTo(CALLS);
    assertThat(counts.path("DEAD").asInt()).isZero();
    assertThat(lost).isZero();
    assertThat(twice).isZero();
    assertThat(portal.records.statistics()).hasSize(counts.path("WRITTEN").asInt());
    assertThat(portal.records.leads())
        .extracting(lead -> lead.get("TITLE"))
        .doesNotHaveDuplicates();
    assertThat(portal.records.unfinishedCalls()).isEmpty();
    assertThat(portal.sandbox.rejectedForRate()).isZero();
  }

  private static ConditionFactory patience() {
    return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
  }
}
