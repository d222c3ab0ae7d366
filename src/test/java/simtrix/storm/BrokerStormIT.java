package simtrix.storm;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;

@DisplayName("A broker beside the server is gone for a while: 503, nothing lost, nothing twice")
class BrokerStormIT {

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("kill -9 of a stand-alone Artemis, twice")
  void killed(long seed) {
    try (BrokerProcess broker = new BrokerProcess();
        ServerProcess server = new ServerProcess(settings(broker));
        Storm storm = Storm.on(server, "broker killed", seed, 80)) {
      for (int i = 0; i < 2; i++) {
        storm.rage();
        storm.kill(broker::kill);
        PhoneCall refused = storm.refusedCall();
        broker.start();
        Storm.tellAgain(refused);
      }
      storm.blowOver();
      storm.reckon();
    }
  }

  private static Map<String, Object> settings(BrokerProcess broker) {
    Map<String, Object> settings = new LinkedHashMap<>(StormServer.SETTINGS);
    settings.put("spring.artemis.mode", "native");
    settings.put("spring.artemis.broker-url", broker.url());
    settings.put("spring.artemis.user", BrokerProcess.USER);
    settings.put("spring.artemis.password", BrokerProcess.PASSWORD);
    return settings;
  }
}
