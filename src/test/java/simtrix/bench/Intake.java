package simtrix.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import simtrix.bench.Load.Run;
import simtrix.sandbox.SandboxSettings.Plan;
import simtrix.testing.Http;

/** How many ended calls a second the server accepts for good. */
final class Intake {

  static final int AT_ONCE = 16;
  private static final int WARM_UP = 3_000;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 6);
  private static final int TIMES = 6_000;
  private static final double STEADY_SHARE = 0.6;

  private Intake() {}

  static List<Row> measure() {
    Floor.Rates floor = Floor.measure(AT_ONCE);
    try (House house = new House(new Plan(2, 50), 50, Map.of())) {
      List<String> numbers =
          IntStream.range(0, 500).mapToObj(i -> "+4930555" + (1000 + i)).toList();
      for (int round = 0; round < ROUNDS; round++) {
        System.out.printf(
            "warm %.0f%n",
            Load.full(WARM_UP, AT_ONCE, i -> accept(house, numbers.get(i % numbers.size()), i))
                .perSecond());
      }
      Run full = Load.full(TIMES, AT_ONCE, i -> accept(house, numbers.get(i % numbers.size()), i));
      double rate = full.perSecond() * STEADY_SHARE;
      Run steady =
          Load.steady(
              TIMES / 2, AT_ONCE * 4, rate, i -> accept(house, numbers.get(i % numbers.size()), i));
      return List.of(
          Row.figure(
              "Bare row, then bare persistent message, one thread",
              "%.0f a second",
              floor.one().perSecond()),
          Row.figure(
              "The same with %d threads".formatted(AT_ONCE),
              "%.0f a second",
              floor.many().perSecond()),
          Row.figure(
              "ENDED accepted (202), %d phones at once".formatted(AT_ONCE),
              "%.0f a second",
              full.perSecond()),
          Row.target(
              "ENDED against the floor with one thread",
              "%.2f",
              full.perSecond() / floor.one().perSecond(),
              "at least 0.5",
              value -> value >= 0.5),
          Row.target(
              "ENDED against the floor with %d threads".formatted(AT_ONCE),
              "%.2f",
              full.perSecond() / floor.many().perSecond(),
              "at least 0.5",
              value -> value >= 0.5),
          Row.target(
              "ENDED at 60 %% of that load (%.0f a second), p99".formatted(rate),
              "%.1f ms",
              steady.millis(99),
              "under 50 ms",
              value -> value < 50));
    }
  }

  /** One ended call, taken for good. */
  static void accept(House house, String number, int i) {
    Http.Answer answer = house.phone(i).call(number).endsAnswered();
    if (answer.status() != 202) {
      throw new IllegalStateException(answer.status() + " " + answer.body());
    }
  }
}
