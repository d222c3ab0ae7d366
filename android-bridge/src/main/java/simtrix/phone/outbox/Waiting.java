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

  private static final String FAILURES = "send-failures";
  private static final String SINCE = "send-wait-since";
  private static final String BOOT = "send-wait-boot";
  private static final String MILLIS = "send-wait-millis";

  private final Notes notes;
  private final PhoneClock clock;
  private final DoubleSupplier random;

  Waiting(Notes notes, PhoneClock clock, DoubleSupplier random) {
    this.notes = notes;
    this.clock = clock;
    this.random = random;
  }

  /** What is left of the waiting time; zero when it is over. */
  Duration left() {
    Optional<Long> millis = notes.number(MILLIS);
    if (millis.isEmpty() || notes.number(BOOT).orElse(-1L) != clock.boot()) {
      return Duration.ZERO;
    }
    long passed = clock.elapsed() - notes.number(SINCE).orElse(0L);
    boolean over = passed < 0 || passed >= millis.get();
    return over ? Duration.ZERO : Duration.ofMillis(millis.get() - passed);
  }

  /** A try failed: 5 s, doubled with each further one up to 30 min, give or take a fifth. */
  void longer() {
    long failures = notes.number(FAILURES).orElse(0L);
    long millis = FIRST.toMillis() << Math.min(failures, 16);
    notes.keep(FAILURES, failures + 1);
    waitFor(jittered(Duration.ofMillis(Math.min(millis, LONGEST.toMillis()))));
  }

  /** The server said how long; it is never asked sooner, and not by all phones at one moment. */
  void exactly(Duration asked) {
    notes.keep(FAILURES, notes.number(FAILURES).orElse(0L) + 1);
    waitFor(asked.plusMillis((long) (asked.toMillis() * 0.2 * random.getAsDouble())));
  }

  /** A try went well. */
  void over() {
    if (notes.number(FAILURES).isPresent() || notes.number(MILLIS).isPresent()) {
      notes.forget(FAILURES);
      notes.forget(MILLIS);
    }
  }

  private Duration jittered(Duration wait) {
    return Duration.ofMillis((long) (wait.toMillis() * (0.8 + 0.4 * random.getAsDouble())));
  }

  private void waitFor(Duration wait) {
    notes.keep(SINCE, clock.elapsed());
    notes.keep(BOOT, clock.boot());
    notes.keep(MILLIS, wait.toMillis());
  }
}
