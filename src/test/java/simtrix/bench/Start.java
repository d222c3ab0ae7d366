package simtrix.bench;

import java.util.List;
import java.util.Map;
import simtrix.bench.Load.Run;
import simtrix.sandbox.SandboxSettings.Plan;

/** How long a server with a journal in its folder takes until it accepts a call. */
final class Start {

  private static final int TIMES = 3;

  private Start() {}

  static List<Row> measure() {
    try (House house = new House(new Plan(2, 50), 1, Map.of())) {
      Run starts =
          Load.full(
              TIMES,
              1,
              i -> {
                house.server.close();
                long begin = System.nanoTime();
                house.server.start();
                Intake.accept(house, "+49301234567", i);
                System.out.printf("start %.1f s%n", (System.nanoTime() - begin) / 1e9);
              });
      return List.of(
          Row.target(
              "Stop, start and first call accepted (202), fastest of %d".formatted(TIMES),
              "%.1f s",
              starts.nanos().getMinValue() / 1e9,
              "start alone under 15 s",
              value -> value < 15));
    }
  }
}
