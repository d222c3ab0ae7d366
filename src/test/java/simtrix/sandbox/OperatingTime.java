package simtrix.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Execution time per method and credential over ten one-minute buckets (REFERENCE 3.2). The call
 * that crosses the limit still succeeds; the next one of that method is refused until the oldest
 * buckets have left.
 */
final class OperatingTime {
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final Duration BUCKET = Duration.ofMinutes(1);

  private final Clock clock;
  private final SandboxSettings settings;
  private final Map<String, Deque<Bucket>> buckets = new HashMap<>();

  OperatingTime(Clock clock, SandboxSettings settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /** What the answer's <code>time</code> says about the method. */
  record Reading(Duration used, Instant resetAt) {}

  synchronized void check(Caller caller, String method) {
    if (settings.operatingLimit().isPresent()
        && reading(caller, method).used().compareTo(settings.operatingLimit().get()) > 0) {
      throw new RestException(
          429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.");
    }
  }

  synchronized Reading charge(Caller caller, String method, Duration cost) {
    Deque<Bucket> list = live(caller, method);
    Instant now = clock.instant();
    if (list.isEmpty() || !now.isBefore(list.getLast().start.plus(BUCKET))) {
      list.addLast(new Bucket(now));
    }
    list.getLast().used = list.getLast().used.plus(cost);
    return reading(caller, method);
  }

  private Reading reading(Caller caller, String method) {
    Deque<Bucket> list = live(caller, method);
    Duration used = list.stream().map(b -> b.used).reduce(Duration.ZERO, Duration::plus);
    Instant oldest = list.isEmpty() ? clock.instant() : list.getFirst().start;
    return new Reading(used, oldest.plus(WINDOW));
  }

  private Deque<Bucket> live(Caller caller, String method) {
    String key = caller.credential() + " " + method.toLowerCase(Locale.ROOT);
    Deque<Bucket> list = buckets.computeIfAbsent(key, k -> new ArrayDeque<>());
    Instant now = clock.instant();
    while (!list.isEmpty() && !now.isBefore(list.getFirst().start.plus(WINDOW))) {
      list.removeFirst();
    }
    return list;
  }

  private static final class Bucket {
    private final Instant start;
    private Duration used = Duration.ZERO;

    private Bucket(Instant start) {
      this.start = start;
    }
  }
}
