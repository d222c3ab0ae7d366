package simtrix.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import simtrix.sandbox.SandboxSettings.Plan;

/** How long a server with a journal in its folder takes until it accepts a call. */
final class Start {

  private static final int TIMES = 3;

  private Start() {}

  static List<Row> measure() {
    try (House house = new House(new Plan(2, 50), 1, Map.of())) {
      Histogram starts = new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
      for (int i = 0; i < TIMES; i++) {
        house.server.close();
        long begin = System.nanoTime();
        house.server.start();
        Intake.accept(house, "+49301234567", i);
        starts.recordValue(System.nanoTime() - begin);
      }
      return List.of(
          Row.target(
              "Start to the first call accepted (202), median of %d".formatted(TIMES),
              "%.1f s",
              starts.getValueAtPercentile(50) / 1e9,
              "under 15 s",
              value -> value < 15));
    }
  }
}
