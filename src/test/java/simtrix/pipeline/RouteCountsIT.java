package simtrix.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.testing.DeadCalls.patience;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.Effect;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.RunningServer;

@DisplayName("The counts of the pipeline")
class RouteCountsIT {

  private static final String RING = "put-call";

  private final RunningServer server = RunningServer.shared();
  private final RouteCounts counts = server.bean(RouteCounts.class);

  @Test
  @DisplayName("A ring that waits for its card is under way in the route, and then it is not")
  void underWay() {
    try (InstalledPortal portal = InstalledPortal.on(server)) {
      Phone phone = portal.phone();
      portal.sandbox.faults().onAny().always().then(Effect.hang(Duration.ofMinutes(1)));
      long before = counts.of(RING).total();
      AtomicBoolean seen = new AtomicBoolean();
      CompletableFuture<Void> rings =
          CompletableFuture.runAsync(
              () -> {
                while (!seen.get()) {
                  phone.call("+4930121212").ringing();
                }
              });
      try {
        patience().until(() -> counts.of(RING).underWay() == 1);
      } finally {
        seen.set(true);
      }
      rings.join();
      patience().until(() -> counts.of(RING).underWay() == 0);
      assertThat(counts.of(RING).total()).isGreaterThan(before);
    }
  }

  @Test
  @DisplayName("No exchange looks through the meters of all portals")
  void noSearch() {
    assertThat(server.bean(MeterRegistry.class).find("camel.exchanges.last.timestamp").meters())
        .isEmpty();
  }
}
