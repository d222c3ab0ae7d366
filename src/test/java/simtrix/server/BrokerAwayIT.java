package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.server.CallIT.patience;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.SandboxSettings.Plan;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("The broker is gone for a while (DESIGN 3, 7)")
class BrokerAwayIT {

  private static final String NUMBER = "+4930111111";

  private final RunningServer server = RunningServer.shared();

  @Test
  @DisplayName("Ended calls get 503 and are kept by the phone; afterwards each stands once")
  void away() throws Exception {
    EmbeddedActiveMQ broker = server.bean(EmbeddedActiveMQ.class);
    try (InstalledPortal portal = InstalledPortal.on(server)) {
      portal.sandbox.settings().plan(Plan.UNLIMITED);
      portal.records.addContact("Eva", "Kern", NUMBER);
      Phone phone = portal.phone();
      List<PhoneCall> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(phone.call(NUMBER));
      }
      calls.subList(0, 10).forEach(call -> assertThat(call.endsAnswered().status()).isEqualTo(202));

      broker.stop();
      try {
        for (PhoneCall call : calls.subList(10, 13)) {
          var answer = call.endsAnswered();
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        }
      } finally {
        broker.start();
      }

      for (PhoneCall call : calls.subList(10, 20)) {
        patience().until(() -> call.endsAnswered().status() == 202);
      }
      calls.forEach(call -> awaitStatus(call, "WRITTEN"));
      calls.forEach(call -> assertThat(portal.statisticsOf(call.id)).hasSize(1));
      assertThat(server.support().counts(portal.id).path("WRITTEN").asInt()).isEqualTo(20);
    }
  }
}
