package simtrix.phone.device;

import android.content.Context;
import android.os.SystemClock;
import android.provider.Settings;
import java.time.Instant;

/**
 * Two clocks: the one that people and networks set, for times that are told, and the one that only
 * runs forward, for waiting.
 */
public interface PhoneClock {

  /** The time of day; it may jump. */
  Instant now();

  /** Milliseconds since the phone was started, sleep included; it never jumps. */
  long elapsed();

  /** How often the phone was started: two values of {@link #elapsed} compare within one only. */
  int boot();

  static PhoneClock of(Context context) {
    int boot = Settings.Global.getInt(context.getContentResolver(), "boot_count", 0);
    return new PhoneClock() {
      @Override
      public Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
      }

      @Override
      public long elapsed() {
        return SystemClock.elapsedRealtime();
      }

      @Override
      public int boot() {
        return boot;
      }
    };
  }
}
