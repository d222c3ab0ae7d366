package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Opened.shown;
import static simtrix.phone.testing.Opened.words;

import android.app.Activity;
import android.view.View;
import android.widget.ListView;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import simtrix.phone.R;
import simtrix.phone.testing.Opened;
import simtrix.phone.testing.PastCalls;
import simtrix.phone.testing.PretendedApp;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = PretendedApp.class,
    qualifiers = "en-rGB-w411dp-h2000dp")
public class CallsActivityTest {

  @Rule public final Opened screens = new Opened();
  private final PretendedApp app = (PretendedApp) RuntimeEnvironment.getApplication();

  @Test
  public void aCallOpensItsRecord() {
    app.calls.addAll(PastCalls.week(app.clock.now()));
    Activity activity = screens.open(CallsActivity.class);
    assertThat(app.refreshed).isEqualTo(1);
    ListView list = activity.findViewById(R.id.calls_list);
    assertThat(list.getAdapter().isEnabled(0)).as("the name of a day").isFalse();
    assertThat(words(list.getAdapter().getView(0, null, list))).contains("Today");
    View first = list.getAdapter().getView(1, null, list);
    assertThat(first.getContentDescription().toString())
        .contains("Eva Kern", "answered", "Waits on this phone", "opens the record");
    shadowOf(list).performItemClick(1);
    assertThat(shadowOf(activity).getNextStartedActivity().getDataString())
        .isEqualTo("https://muster.bitrix24.de/crm/contact/details/500/");
    assertThat(list.getAdapter().isEnabled(2)).as("a call without a record").isFalse();
  }

  @Test
  public void aServerThatDoesNotAnswerIsAskedOnceHoweverOftenItIsTapped() {
    Queue<Runnable> waiting = new ArrayDeque<>();
    app.background = waiting::add;
    Activity activity = screens.open(CallsActivity.class);
    int asked = waiting.size();
    activity.findViewById(R.id.screen_action).performClick();
    assertThat(waiting).hasSize(asked);
    waiting.forEach(Runnable::run);
    assertThat(app.refreshed).isEqualTo(1);
    waiting.clear();
    activity.findViewById(R.id.screen_action).performClick();
    assertThat(waiting).hasSize(1);
  }

  @Test
  public void withoutCallsTheListSaysSo() {
    Activity activity = screens.open(CallsActivity.class);
    assertThat(shown(activity, R.id.calls_none)).isTrue();
    app.calls.addAll(PastCalls.week(app.clock.now()));
    activity.findViewById(R.id.screen_action).performClick();
    assertThat(shown(activity, R.id.calls_none)).isFalse();
    assertThat(app.refreshed).isEqualTo(2);
  }
}
