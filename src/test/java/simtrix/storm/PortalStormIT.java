package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.sandbox.Effect;
import simtrix.sandbox.FaultRules;
import simtrix.testing.ServerProcess;

@DisplayName("The portal hangs, fails, answers with HTML and cuts connections (REFERENCE 10)")
class PortalStormIT {

  private final ServerProcess server = StormServer.shared();

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("Phones are answered while the portal hangs, and afterwards every call is written")
  void hanging(long seed) {
    try (Storm storm = Storm.on(server, "hanging portal", seed, 60)) {
      FaultRules faults = storm.portal.sandbox.faults();
      storm.rage();
      faults.onAny().always().then(Effect.hang(Duration.ofMinutes(1)));
      storm.rage();
      assertThat(storm.call().endsAnswered().status()).isEqualTo(202);
      faults.clear();
      storm.blowOver();
      storm.reckon();
    }
  }

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("Bursts of 500, 503 and HTML, connections cut before and after the commit")
  void bursts(long seed) {
    try (Storm storm = Storm.on(server, "bursts", seed, 60)) {
      FaultRules faults = storm.portal.sandbox.faults();
      storm.rage();
      faults
          .onAny()
          .times(4)
          .then(Effect.error(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
      faults.onAny().nth(6).times(3).then(Effect.queryLimitExceeded());
      faults.onAny().nth(4).times(2).then(Effect.html(502));
      faults.onAny().nth(4).times(2).then(Effect.html(200));
      faults.on("telephony.externalCall.finish").nth(2).times(2).then(Effect.cutAfterCommit());
      faults.on("crm.lead.add").times(2).then(Effect.cutAfterCommit());
      faults.on("telephony.externalCall.register").times(2).then(Effect.cutBeforeExecuting());
      faults.on("crm.activity.binding.add").nth(3).times(2).then(Effect.cutAfterCommands(1));
      storm.blowOver();
      storm.reckon();
    }
  }
}
