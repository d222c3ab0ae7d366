package simtrix.phone.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import simtrix.phone.device.Notes;
import simtrix.phone.device.PhoneClock;

/**
 * How long to wait before the next try, kept on disk. It is measured by the clock that never jumps;
 * a phone that was restarted since does not wait at all.
 */
final class Waiting {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final String failures;
  private final String since;
  private final String boot;
  private final String millis;
  private final Notes notes;
  private final PhoneClock clock;
  private final DoubleSupplier random;

  /**
   * @param what is waited for: each waits for itself
   */
  Waiting(String what, Notes notes, PhoneClock clock, DoubleSupplier random) {
    this.failures = what + "-failures";
    this.since = what + "-wait-since";
    this.boot = what + "-wait-boot";
    this.millis = what + "-wait-millis";
    this.notes = notes;
    this.clock = clock;
    this.random = random;
  }

  /** What is left of the waiting time; zero when it is over. */
  Duration left() {
    Optional<Long> wait = notes.number(millis);
    if (wait.isEmpty() || notes.number(boot).orElse(-1L) != clock.boot()) {
      return Duration.ZERO;
    }
    long passed = clock.elapsed() - notes.number(since).orElse(0L);
    boolean over = passed < 0 || passed >= wait.get();
    return over ? Duration.ZERO : Duration.ofMillis(wait.get() - passed);
  }

  /** A try failed: 5 s, doubled with each further one up to 30 min, give or take a fifth. */
  void longer() {
    long before = notes.number(failures).orElse(0L);
    long doubled = FIRST.toMillis() << Math.min(before, 16);
    notes.keep(failures, before + 1);
    waitFor(jittered(Duration.ofMillis(Math.min(doubled, LONGEST.toMillis()))));
  }

  /** The server said how long; it is never asked sooner, and not by all phones at one moment. */
  void exactly(Duration asked) {
    notes.keep(failures, notes.number(failures).orElse(0L) + 1);
    waitFor(asked.plusMillis((long) (asked.toMillis() * 0.2 * random.getAsDouble())));
  }

  /** A try went well. */
  void over() {
    if (notes.number(failures).isPresent() || notes.number(millis).isPresent()) {
      notes.forget(failures);
      notes.forget(millis);
    }
  }

  private Duration jittered(Duration wait) {
    return Duration.ofMillis((long) (wait.toMillis() * (0.8 + 0.4 * random.getAsDouble())));
  }

  private void waitFor(Duration wait) {
    notes.keep(since, clock.elapsed());
    notes.keep(boot, clock.boot());
    notes.keep(millis, wait.toMillis());
  }
}
