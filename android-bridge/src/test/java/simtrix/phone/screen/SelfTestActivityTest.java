package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Opened.next;
import static simtrix.phone.testing.Opened.shown;
import static simtrix.phone.testing.Opened.text;

import android.app.Activity;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import simtrix.phone.R;
import simtrix.phone.app.SelfTest;
import simtrix.phone.testing.Opened;
import simtrix.phone.testing.PretendedApp;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = PretendedApp.class,
    qualifiers = "en-rGB-w411dp-h2000dp")
public class SelfTestActivityTest {

  @Rule public final Opened screens = new Opened();
  private final PretendedApp app = (PretendedApp) RuntimeEnvironment.getApplication();

  @Test
  public void theTestSaysWhatItFoundAndWhatHelps() {
    for (SelfTest.Result result : SelfTest.Result.values()) {
      app.testResult = result;
      Activity activity = screens.open(SelfTestActivity.class);
      activity.findViewById(R.id.test_run).performClick();
      assertThat(shown(activity, R.id.test_result)).isTrue();
      assertThat(text(activity, R.id.test_headline).equals("It works"))
          .isEqualTo(result == SelfTest.Result.WORKS);
      assertThat(activity.findViewById(R.id.test_run).isEnabled()).isTrue();
    }
    app.testResult = SelfTest.Result.PANEL_NOT_ALLOWED;
    Activity activity = screens.open(SelfTestActivity.class);
    activity.findViewById(R.id.test_run).performClick();
    activity.findViewById(R.id.test_fix).performClick();
    assertThat(next(activity)).isEqualTo(PermissionsActivity.class.getName());
  }

  @Test
  public void whileTheTestRunsItCannotBeStartedTwice() {
    Queue<Runnable> waiting = new ArrayDeque<>();
    app.background = waiting::add;
    Activity activity = screens.open(SelfTestActivity.class);
    activity.findViewById(R.id.test_run).performClick();
    assertThat(shown(activity, R.id.test_progress)).isTrue();
    assertThat(activity.findViewById(R.id.test_run).isEnabled()).isFalse();
    waiting.remove().run();
    assertThat(shown(activity, R.id.test_progress)).isFalse();
  }
}
