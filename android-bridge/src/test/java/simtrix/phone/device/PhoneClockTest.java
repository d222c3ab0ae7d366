package simtrix.phone.device;

import static org.assertj.core.api.Assertions.assertThat;

import android.app.Application;
import android.os.SystemClock;
import android.provider.Settings;
import java.time.Duration;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowSystemClock;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = Application.class)
public class PhoneClockTest {

  private final Application app = RuntimeEnvironment.getApplication();

  @Test
  public void everyStartOfThePhoneIsToldFromTheOneBefore() {
    Settings.Global.putInt(app.getContentResolver(), "boot_count", 41);
    PhoneClock before = PhoneClock.of(app);
    Settings.Global.putInt(app.getContentResolver(), "boot_count", 42);

    assertThat(before.boot()).isEqualTo(41);
    assertThat(PhoneClock.of(app).boot()).isEqualTo(42);
  }

  @Test
  public void waitingIsMeasuredWithTheSleep() {
    PhoneClock clock = PhoneClock.of(app);
    ShadowSystemClock.simulateDeepSleep(Duration.ofMinutes(5));

    assertThat(clock.elapsed()).isGreaterThan(SystemClock.uptimeMillis());
  }
}
