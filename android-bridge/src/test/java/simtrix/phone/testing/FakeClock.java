package simtrix.phone.testing;

import java.time.Duration;
import java.time.Instant;
import simtrix.phone.device.PhoneClock;

/** Both clocks of a phone in the hand of a test. */
public final class FakeClock implements PhoneClock {

  private volatile Instant now = Instant.parse("2026-11-24T09:00:00Z");
  private volatile long elapsed = 1_000_000;
  private volatile int boot = 7;

  /** Time passes. */
  public synchronized void pass(Duration time) {
    now = now.plus(time);
    elapsed += time.toMillis();
  }

  /** Somebody sets the clock. */
  public void set(Instant time) {
    now = time;
  }

  /** The phone is started anew. */
  public synchronized void restart() {
    boot++;
    elapsed = 20_000;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long elapsed() {
    return elapsed;
  }

  @Override
  public int boot() {
    return boot;
  }
}
