package simtrix.storm;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.testing.Phone.PhoneCall;

@DisplayName(
    "The broker's backup takes over during traffic: nothing lost, nothing twice (DESIGN 11)")
class BrokerPairStormIT {

  private final Nodes nodes = Nodes.shared();

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("kill -9 of the primary; later it comes back and takes over again")
  void failover(long seed) {
    try (Storm storm = Storm.on(nodes, "broker failover", seed, 120)) {
      storm.rage();
      storm.kill(nodes.brokers::killPrimary);
      PhoneCall refused = storm.refusedCall();
      nodes.brokers.awaitBackup();
      Storm.tellAgain(refused);
      storm.rage();
      nodes.brokers.startPrimary();
      storm.blowOver();
      storm.reckon();
    }
  }
}
