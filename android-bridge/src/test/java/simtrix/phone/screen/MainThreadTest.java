package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Opened.next;
import static simtrix.phone.testing.Opened.shown;

import android.app.Activity;
import android.content.Intent;
import android.net.Uri;
import android.os.Looper;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import simtrix.phone.R;
import simtrix.phone.testing.Opened;
import simtrix.phone.testing.PretendedApp;

/** A disk that is slow, or busy with an event, makes no screen stand still. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = PretendedApp.class)
public class MainThreadTest {

  @Rule public final Opened screens = new Opened();
  private final PretendedApp app = (PretendedApp) RuntimeEnvironment.getApplication();

  @Before
  public void whatWorksBesideHasAThreadOfItsOwn() {
    app.background = MainThreadTest::beside;
  }

  @Test
  public void theStatusIsReadBesideIt() {
    app.isNew();
    Activity status = open(StatusActivity.class, new Intent());
    assertThat(next(status)).isEqualTo(PairActivity.class.getName());
    assertThat(Opened.text(status, R.id.status_headline)).isNotEmpty();

    assertThat(app.account.heldUpTheScreen).isFalse();
  }

  @Test
  public void aPhoneIsPairedBesideIt() {
    Uri link = Uri.parse("simtrix://pair?server=https%3A%2F%2Fcalls.example.com&code=h7km3qxp");
    Activity pair = open(PairActivity.class, new Intent(Intent.ACTION_VIEW, link));
    assertThat(shown(pair, R.id.pair_replaces)).isTrue();
    tap(pair, R.id.pair_confirm);
    assertThat(next(pair)).isEqualTo(StatusActivity.class.getName());

    assertThat(app.account.heldUpTheScreen).isFalse();
  }

  @Test
  public void wishesAreKeptBesideIt() {
    Activity settings = open(SettingsActivity.class, new Intent());
    tap(settings, R.id.settings_panel);
    tap(settings, R.id.settings_recording);

    assertThat(app.account.panelWanted).isFalse();
    assertThat(app.account.recordingWanted).isTrue();
    assertThat(settings.findViewById(R.id.settings_panel).isEnabled()).isTrue();
    assertThat(app.account.heldUpTheScreen).isFalse();
  }

  private Activity open(Class<? extends Activity> screen, Intent intent) {
    Activity opened = screens.open(screen, intent);
    idle();
    return opened;
  }

  private static void tap(Activity screen, int id) {
    screen.findViewById(id).performClick();
    idle();
  }

  /** One answer may ask for the next. */
  private static void idle() {
    shadowOf(Looper.getMainLooper()).idle();
  }

  private static void beside(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
