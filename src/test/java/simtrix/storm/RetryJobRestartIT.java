package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.testing.DeadCalls;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;
import simtrix.testing.Support;

@DisplayName("A retry job goes on after kill -9 where it was (DESIGN 7)")
class RetryJobRestartIT {

  private static final int CALLS = 12;

  @Test
  @DisplayName("Killed in the middle: every letter is tried, and every call written once")
  void killed() {
    try (ServerProcess server = new ServerProcess(Map.of());
        InstalledPortal portal = InstalledPortal.on(server)) {
      portal.records.addContact("Eva", "Kern", "+4930111111");
      Support support = server.support();
      DeadCalls dead = new DeadCalls(portal, support);
      List<PhoneCall> calls = dead.answered("+4930111111", CALLS);
      dead.comesBack();
      long job =
          support
              .post(
                  "/retry-jobs", Map.of("filter", Map.of("portal", portal.id), "ratePerSecond", 1))
              .json()
              .path("id")
              .asLong();
      int before =
          patience().until(() -> job(support, job).path("done").asInt(), done -> done >= 3);
      assertThat(before).as("in the middle").isLessThan(CALLS);
      server.killJava();
      server.start();
      JsonNode resumed = job(support, job);
      assertThat(resumed.path("total").asInt()).isEqualTo(CALLS);
      assertThat(resumed.path("done").asInt()).isGreaterThanOrEqualTo(before);
      JsonNode done =
          patience()
              .until(() -> job(support, job), found -> found.path("state").asText().equals("DONE"));
      assertThat(done.path("succeeded").asInt()).isEqualTo(CALLS);
      calls.forEach(call -> assertThat(call.status()).isEqualTo("WRITTEN"));
      calls.forEach(call -> assertThat(portal.statisticsOf(call.id)).hasSize(1));
    }
  }

  private static JsonNode job(Support support, long id) {
    return support.get("/retry-jobs/" + id).json();
  }
}
