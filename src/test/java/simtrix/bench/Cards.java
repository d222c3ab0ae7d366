package simtrix.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import simtrix.bench.Load.Run;
import simtrix.sandbox.Effect;
import simtrix.sandbox.SandboxSettings.Plan;
import simtrix.testing.Phone.PhoneCall;

/** How long a ringing phone waits for its card. */
final class Cards {

  private static final int CACHED_A_SECOND = 500;
  private static final int CACHED = 10_000;
  private static final int COLD = 60;
  private static final int TOGETHER = 100;
  private static final Duration ROUND_TRIP = Duration.ofMillis(100);
  private static final int DIGITS = 1_000;

  private Cards() {}

  static List<Row> measure() {
    try (House house = new House(Plan.UNLIMITED, 100, Map.of())) {
      IntStream.range(0, COLD * 2 + 2).forEach(i -> house.portal.contactWithDeal(number(i)));
      Load.full(COLD, 4, i -> ring(house, i, number(i)));
      Load.full(4_000, 8, i -> ask(house, i, number(i % COLD)));
      Run cached = Load.steady(CACHED, 64, CACHED_A_SECOND, i -> ask(house, i, number(i % COLD)));
      Run ringing = Load.steady(2_000, 64, 100, i -> ring(house, i, number(i % COLD)));

      house.portal.sandbox.faults().onAny().always().then(Effect.slow(ROUND_TRIP));
      Run cold = Load.full(COLD, 1, i -> ask(house, i, number(COLD + i)));
      house.portal.sandbox.clearRequests();
      Run together = Load.full(TOGETHER, TOGETHER, i -> ask(house, i, number(COLD * 2)));
      long lookUps =
          house.portal.sandbox.requests().stream()
              .filter(request -> request.calls("crm.duplicate.findbycomm"))
              .count();

      house.portal.sandbox.faults().clear();
      house.portal.sandbox.faults().onAny().always().then(Effect.hang(Duration.ofMinutes(1)));
      Run hanging = Load.full(40, 8, i -> ring(house, i, "+49306660" + (100 + i)));
      return List.of(
          Row.target(
              "Card from the cache (`GET /callers`) at 500 a second, p99",
              "%.1f ms",
              cached.millis(99),
              "under 10 ms",
              value -> value < 10),
          Row.figure("the same, median", "%.1f ms", cached.millis(50)),
          Row.figure(
              "Ring with the card from the cache (journal row and card) at 100 a second, median / p99",
              "%.1f / %.1f ms",
              ringing.millis(50),
              ringing.millis(99)),
          Row.target(
              "Card on a miss, portal round trip of %d ms, median over the round trip"
                  .formatted(ROUND_TRIP.toMillis()),
              "%.1f ms",
              cold.millis(50) - ROUND_TRIP.toMillis(),
              "10 ms",
              value -> value <= 10),
          Row.target(
              "%d phones ringing for one unseen number: look-ups at the portal".formatted(TOGETHER),
              "%.0f",
              (double) lookUps,
              "1",
              value -> value == 1),
          Row.figure("the same: slowest card", "%.0f ms", together.millis(100)),
          Row.target(
              "Card while the portal hangs, slowest",
              "%.0f ms",
              hanging.millis(100),
              "1,500 ms",
              value -> value <= 1_500));
    }
  }

  private static void ask(House house, int i, String number) {
    house.phone(i).cardOf(number);
  }

  private static void ring(House house, int i, String number) {
    PhoneCall call = house.phone(i).call(number);
    int status = call.ringing().status();
    if (status != 200) {
      throw new IllegalStateException("A ring was answered with " + status + ".");
    }
  }

  private static String number(int i) {
    return "+4930777" + (DIGITS + i);
  }
}
