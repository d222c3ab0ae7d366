package simtrix.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import simtrix.sandbox.SandboxSettings.Plan;

/** Whether the heap grows with the calls that went through, and with those that wait. */
final class Memory {

  private static final int FEW = 10_000;
  private static final int MANY = Integer.getInteger("bench.calls", 100_000);
  private static final int CALLERS = 500;

  private Memory() {}

  static List<Row> measure() {
    try (House house = new House(Plan.UNLIMITED, 100, Map.of())) {
      for (int i = 0; i < CALLERS; i++) {
        house.portal.contactWithDeal(number(i));
      }
      accept(house, FEW);
      long after = heap(house);
      accept(house, MANY - FEW);
      long later = heap(house);
      return List.of(
          Row.figure("Heap after %,d calls written".formatted(FEW), "%.0f MB", after / 1e6),
          Row.figure("Heap after %,d calls written".formatted(MANY), "%.0f MB", later / 1e6),
          Row.target(
              "the second against the first",
              "%.2f",
              (double) later / after,
              "1 (within 1.10)",
              value -> value <= 1.1));
    }
  }

  private static void accept(House house, int calls) {
    Load.full(calls, Intake.AT_ONCE, i -> Intake.accept(house, number(i % CALLERS), i));
    while (house.left() > 0) {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private static long heap(House house) {
    return house.server.heapInUse();
  }

  private static String number(int i) {
    return "+4930555" + (1_000 + i);
  }
}
