package simtrix.phone.testing;

import static org.awaitility.Awaitility.await;
import static org.robolectric.Shadows.shadowOf;

import android.os.Looper;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what other threads do, and lets the main thread do its part meanwhile. */
public final class Soon {

  private Soon() {}

  public static void until(Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              shadowOf(Looper.getMainLooper()).idle();
              return condition.call();
            });
  }
}
