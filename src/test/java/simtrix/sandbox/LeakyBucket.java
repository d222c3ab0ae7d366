package simtrix.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The portal's request counter (REFERENCE 3.1): up by one for each HTTP request, down once a
 * second. A request that would lift it over the limit is refused and not counted; whether real
 * portals count it is not documented.
 */
final class LeakyBucket {
  private final Clock clock;
  private final Supplier<SandboxSettings.Plan> plan;
  private final Instant start;
  private long drainedSeconds;
  private long level;
  private long rejected;

  LeakyBucket(Clock clock, Supplier<SandboxSettings.Plan> plan) {
    this.clock = clock;
    this.plan = plan;
    this.start = clock.instant();
  }

  synchronized boolean admit() {
    SandboxSettings.Plan limit = plan.get();
    long seconds = Duration.between(start, clock.instant()).toSeconds();
    level = Math.max(0, level - (seconds - drainedSeconds) * limit.drainPerSecond());
    drainedSeconds = seconds;
    if (level >= limit.bucket()) {
      rejected++;
      return false;
    }
    level++;
    return true;
  }

  synchronized long rejected() {
    return rejected;
  }
}
