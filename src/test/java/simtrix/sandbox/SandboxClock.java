package simtrix.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that tests move forward: it either stands still or goes on ticking from where it was
 * moved to.
 */
public final class SandboxClock extends Clock {
  private static final ZoneId PORTAL_ZONE = ZoneId.of("Europe/Berlin");

  private final Clock base;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

  private SandboxClock(Clock base) {
    this.base = base;
  }

  public static SandboxClock ticking() {
    return new SandboxClock(Clock.system(PORTAL_ZONE));
  }

  public static SandboxClock frozenAt(Instant instant) {
    return new SandboxClock(Clock.fixed(instant, PORTAL_ZONE));
  }

  public void advance(Duration step) {
    offset.updateAndGet(step::plus);
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    SandboxClock other = new SandboxClock(base.withZone(zone));
    other.advance(offset.get());
    return other;
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset.get());
  }
}
