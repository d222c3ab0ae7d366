package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.sandbox.Effect;
import simtrix.sandbox.FaultRules;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;

@DisplayName(
    "Killed at any instant: every accepted call stands in the portal exactly once (DESIGN 3)")
class KillStormIT {

  private static final Duration SETTLING = Duration.ofSeconds(30);

  /** {@link StormServer} gives a write up after 4 s and tries it again 3 s later. */
  private static final Duration UNTOUCHED = Duration.ofSeconds(6);

  private final ServerProcess server = StormServer.shared();

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName(
      "kill -9 of Java, of everything and of the database, connections cut after the commit, bursts of 500 and 503")
  void killed(long seed) {
    try (Storm storm = Storm.on(server, "kill", seed, 150)) {
      cuts(storm);
      blow(storm, server::killJava);
      blow(storm, server::killEverything);
      storm.rage();
      storm.kill(server::killDatabase);
      storm.blowOver();
      storm.reckon();
      assertThat(storm.portal.sandbox.rejectedForRate()).isZero();
    }
  }

  private void blow(Storm storm, Runnable kill) {
    storm.rage();
    storm.kill(kill);
    server.start();
  }

  private static void cuts(Storm storm) {
    FaultRules faults = storm.portal.sandbox.faults();
    for (String method :
        List.of(
            "telephony.externalCall.finish",
            "telephony.externalCall.register",
            "crm.lead.add",
            "crm.activity.binding.add")) {
      faults.on(method).nth(1 + storm.random.nextInt(4)).times(2).then(Effect.cutAfterCommit());
      faults
          .on(method)
          .nth(5)
          .times(2)
          .then(Effect.error(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
      faults.on(method).nth(8).then(Effect.cutAfterCommands(1));
      faults.on(method).nth(9).times(2).then(Effect.queryLimitExceeded());
      faults.on(method).nth(12).then(Effect.html(502));
    }
  }

  @Test
  @DisplayName(
      "Killed while a slow portal is still at it, and back within the minute: one call, one lead")
  void slowPortal() {
    try (InstalledPortal portal = InstalledPortal.on(server)) {
      CountDownLatch goOn = new CountDownLatch(1);
      Instant began = Instant.now();
      PhoneCall known = inFlight(portal, "telephony.externalCall.finish", goOn, true);
      Instant held = Instant.now();
      PhoneCall unknown = inFlight(portal, "crm.lead.add", goOn, false);
      server.killJava();
      assumeTrue(
          Instant.now().isBefore(held.plus(UNTOUCHED)), "it was tried again before the kill");
      server.start(Map.of("simtrix.bitrix24.settling-time", SETTLING));
      assumeNotSettledSince(began);
      Storm.patience().until(() -> known.status().equals("RETRYING"));
      Storm.patience().until(() -> unknown.status().equals("RETRYING"));
      assumeNotSettledSince(began);
      goOn.countDown();
      Storm.patience().until(() -> known.status().equals("WRITTEN"));
      Storm.patience().until(() -> unknown.status().equals("WRITTEN"));
      assertThat(portal.statisticsOf(known.id)).hasSize(1);
      assertThat(portal.statisticsOf(unknown.id)).hasSize(1);
      assertThat(portal.records.leads()).hasSize(1);
      System.out.println("Storm slow portal: calls 2, kills 1, cuts 2, lost 0, twice 0");
    }
  }

  private static void assumeNotSettledSince(Instant began) {
    assumeTrue(Instant.now().isBefore(began.plus(SETTLING)), "the machine is too slow to tell");
  }

  private static PhoneCall inFlight(
      InstalledPortal portal, String method, CountDownLatch goOn, boolean isKnown) {
    String number = isKnown ? "+4930111111" : "+4930222222";
    if (isKnown) {
      portal.contactWithDeal(number);
    }
    portal.sandbox.faults().on(method).then(Effect.late(goOn));
    PhoneCall call = portal.phone().call(number);
    assertThat((isKnown ? call.endsAnswered() : call.endsMissed()).status()).isEqualTo(202);
    Storm.patience().until(portal.sandbox.faults()::allMet);
    return call;
  }
}
