package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's limits, REFERENCE 3")
class LimitsTest {
  private final SandboxClock clock = SandboxClock.frozenAt(Instant.parse("2026-11-24T09:00:00Z"));
  private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
  private final Probe app = Probe.application(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private int admitted(int requests) throws IOException {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      Probe.Response response = app.call("server.time");
      if (response.status() == 200) {
        admitted++;
      } else {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.error()).isEqualTo("QUERY_LIMIT_EXCEEDED");
        assertThat(response.raw().headers().firstValue("Retry-After")).isEmpty();
      }
    }
    return admitted;
  }

  @Test
  @DisplayName("REFERENCE 3.1: 50 at once, then 2 for each second; refused ones are counted apart")
  void leaks() throws IOException {
    assertThat(admitted(53)).isEqualTo(50);
    assertThat(sandbox.rejectedForRate()).isEqualTo(3);
    clock.advance(Duration.ofMillis(999));
    assertThat(admitted(1)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(admitted(3)).isEqualTo(2);
    clock.advance(Duration.ofMinutes(5));
    assertThat(admitted(51)).isEqualTo(50);
  }

  @Test
  @DisplayName("REFERENCE 3.1: Enterprise has 250 and 5; any other plan can be made up")
  void knowsPlans() throws IOException {
    sandbox.settings().plan(SandboxSettings.Plan.ENTERPRISE);
    assertThat(admitted(251)).isEqualTo(250);
    clock.advance(Duration.ofSeconds(1));
    assertThat(admitted(6)).isEqualTo(5);
    clock.advance(Duration.ofMinutes(5));
    sandbox.settings().plan(new SandboxSettings.Plan(1, 3));
    assertThat(admitted(5)).isEqualTo(3);
  }

  @Test
  @DisplayName("REFERENCE 3.1, 4: webhook and application share the counter; a batch counts as one")
  void sharesOneCounter() throws IOException {
    sandbox.settings().plan(new SandboxSettings.Plan(1, 3));
    Map<String, String> commands = Map.of("a", "server.time", "b", "server.time", "c", "scope");

    assertThat(app.batch(commands).status()).isEqualTo(200);
    assertThat(Probe.webhook(sandbox).call("server.time").status()).isEqualTo(200);
    assertThat(app.batch(commands).status()).isEqualTo(200);
    assertThat(Probe.webhook(sandbox).call("server.time").status()).isEqualTo(503);
  }

  @Test
  @DisplayName(
      "REFERENCE 3.2: the call that crosses the limit succeeds, the next of that method is refused")
  void countsOperatingTime() throws IOException {
    sandbox.settings().operatingLimit(Optional.of(Duration.ofSeconds(10)));
    sandbox.settings().methodCost("scope", Duration.ofSeconds(11));
    JsonNode crossing = app.call("scope").json();
    Probe.Response refused = app.call("SCOPE");

    assertThat(crossing.path("time").path("operating").asDouble()).isEqualTo(11.0);
    assertThat(crossing.path("time").path("operating_reset_at").asLong())
        .isEqualTo(clock.instant().plusSeconds(600).getEpochSecond());
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.error()).isEqualTo("OPERATION_TIME_LIMIT");
    assertThat(app.call("server.time").status()).as("another method").isEqualTo(200);
    assertThat(Probe.webhook(sandbox).call("scope").status())
        .as("another credential")
        .isEqualTo(200);

    clock.advance(Duration.ofMinutes(10));
    assertThat(app.call("scope").status()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "REFERENCE 3.2: inside a batch the method is checked, or the batch as a whole, by the switch")
  void accountsForBatches() throws IOException {
    sandbox.settings().operatingLimit(Optional.of(Duration.ofSeconds(10)));
    sandbox.settings().methodCost("scope", Duration.ofSeconds(11));
    Map<String, String> commands = Map.of("a", "scope");
    app.batch(commands);
    JsonNode inner = app.batch(commands).result();
    sandbox.settings().operatingBatch(SandboxSettings.OperatingBatch.BATCH);
    Probe.Response first = app.batch(commands);
    Probe.Response second = app.batch(commands);

    assertThat(inner.path("result_error").path("a").path("error").asText())
        .isEqualTo("OPERATION_TIME_LIMIT");
    assertThat(first.status()).isEqualTo(200);
    assertThat(second.status()).isEqualTo(429);
  }
}
