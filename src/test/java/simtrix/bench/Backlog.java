package simtrix.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import simtrix.bench.Load.Run;
import simtrix.sandbox.LoggedRequest;
import simtrix.sandbox.SandboxSettings.Plan;

/** How a portal's backlog drains: with how many requests, and what a ringing phone feels of it. */
final class Backlog {

  private static final int CALLS = Integer.getInteger("bench.backlog", 10_000);
  private static final int CALLERS = 2_000;
  private static final int COMMANDS_OF_A_BATCH = 50;
  private static final int BUCKET = 50;

  /** An Enterprise plan's, so that a run takes minutes; other plans have 2. */
  private static final int RATE = Integer.getInteger("bench.rate", 5);

  private Backlog() {}

  static List<Row> measure() {
    try (House house = new House(new Plan(RATE, BUCKET), 100, Map.of())) {
      for (int i = 0; i < CALLERS / 2; i++) {
        house.portal.contactWithDeal(number(i));
      }
      house.portal.contactWithDeal("+49301234567");
      house.portal.sandbox.clearRequests();
      long start = System.nanoTime();
      Run fill = Load.full(CALLS, 16, i -> accept(house, i));
      Histogram lookUps = new Histogram(Duration.ofMinutes(2).toNanos(), 3);
      AtomicInteger asked = new AtomicInteger();
      while (house.left() > 0) {
        Run look =
            Load.full(
                1, 1, i -> house.phone(0).cardOf("+4930999" + (1000 + asked.incrementAndGet())));
        lookUps.add(look.nanos());
        pause(Duration.ofSeconds(1));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return rows(house, fill, seconds, lookUps, asked.get());
    }
  }

  private static List<Row> rows(
      House house, Run fill, double seconds, Histogram lookUps, int asked) {
    List<LoggedRequest> requests = house.portal.sandbox.requests();
    long commands =
        requests.stream().mapToLong(request -> Math.max(1, request.commands().size())).sum();
    long fewest = (commands + COMMANDS_OF_A_BATCH - 1) / COMMANDS_OF_A_BATCH;
    long sent = (long) requests.size() - asked;
    return List.of(
        Row.figure(
            "Backlog: %,d ended calls of %,d numbers, half of them known, accepted"
                .formatted(CALLS, CALLERS),
            "%.0f a second",
            fill.perSecond()),
        Row.figure("Commands that the drain needed", "%d", commands),
        Row.figure(
            "Drained (portal with %d requests a second, bucket %d)".formatted(RATE, BUCKET),
            "%.0f s",
            seconds),
        Row.target(
            "Requests against the fewest that 50-command batches allow (%d), without one bucket"
                .formatted(fewest),
            "%.2f",
            (double) (sent - BUCKET) / fewest,
            "1.3",
            value -> value <= 1.3),
        Row.figure(
            "One request for each command, as the known connectors do it",
            "%.1f times as many requests",
            (double) commands / sent),
        Row.target(
            "503 caused by us",
            "%.0f",
            (double) house.portal.sandbox.rejectedForRate(),
            "0",
            value -> value == 0),
        Row.target(
            "A look-up during the drain, slowest of %d".formatted(asked),
            "%.0f ms",
            lookUps.getMaxValue() / 1e6,
            "under 1,000 ms",
            value -> value < 1_000),
        Row.figure(
            "Written twice",
            "%d",
            (long) house.portal.records.statistics().size()
                - house.portal.records.statistics().stream()
                    .map(row -> row.get("EXTERNAL_CALL_ID"))
                    .distinct()
                    .count()));
  }

  private static void accept(House house, int i) {
    var call = house.phone(i).call(number(i % CALLERS));
    int status = (i % 2 == 0 ? call.endsAnswered() : call.endsMissed()).status();
    if (status != 202) {
      throw new IllegalStateException("An ended call was answered with " + status + ".");
    }
  }

  private static String number(int i) {
    return "+4930888" + (10_000 + i);
  }

  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
