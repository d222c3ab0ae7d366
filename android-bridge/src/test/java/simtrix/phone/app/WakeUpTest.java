package simtrix.phone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Calls.EVA;
import static simtrix.phone.testing.Calls.JAN;

import android.app.job.JobInfo;
import android.content.Intent;
import android.database.sqlite.SQLiteDatabase;
import android.os.Looper;
import android.provider.CallLog.Calls;
import java.time.Duration;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.device.PhoneDatabase;
import simtrix.phone.testing.PairedPhone;
import simtrix.phone.testing.Soon;
import simtrix.phone.testing.TestPhone;

/** What is made good when Android wakes the app: after a restart, an update, or for a job. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = TestPhone.class)
public class WakeUpTest {

  @Rule public final PairedPhone phone = new PairedPhone();

  @Test
  public void anEventFromBeforeTheRestartReachesTheServer() {
    aCallThatTheServerDoesNotHear();
    phone.restart();
    phone.server.down(false);

    broadcast(Intent.ACTION_BOOT_COMPLETED);

    Soon.until(() -> phone.waiting() == 0);
    assertThat(phone.server.outcomes()).containsExactly("MISSED");
  }

  @Test
  public void anEventFromBeforeTheUpdateReachesTheServer() {
    aCallThatTheServerDoesNotHear();
    phone.die();
    phone.clock.pass(Duration.ofMinutes(1));
    phone.server.down(false);

    broadcast(Intent.ACTION_MY_PACKAGE_REPLACED);

    Soon.until(() -> phone.waiting() == 0);
    assertThat(phone.server.outcomes()).containsExactly("MISSED");
  }

  @Test
  @SuppressWarnings("deprecation") // its successor came with Android 9
  public void anEventGoesOutWithTheJobWhenTheNetworkIsBack() {
    aCallThatTheServerDoesNotHear();
    phone.restart();
    phone.server.down(false);
    List<JobInfo> forTheNetwork =
        phone.jobs.pending().stream()
            .filter(job -> job.getNetworkType() == JobInfo.NETWORK_TYPE_ANY)
            .toList();
    assertThat(forTheNetwork).extracting(JobInfo::getId).contains(AppJobs.SEND);

    phone.jobs.run(AppJobs.SEND);

    assertThat(phone.server.outcomes()).containsExactly("MISSED");
    assertThat(phone.waiting()).isZero();
  }

  @Test
  public void aCallThatOnlyTheLogKnowsIsToldAfterTheRestart() {
    phone.restart();
    phone.logged(Calls.MISSED_TYPE, EVA);

    broadcast(Intent.ACTION_BOOT_COMPLETED);

    Soon.until(() -> phone.server.outcomes().equals(List.of("MISSED")));
  }

  @Test
  public void aCallThatOnlyTheLogKnowsIsToldWithTheJobThatTheLogStarts() {
    phone.die();
    phone.logged(Calls.REJECTED_TYPE, EVA);

    phone.jobs.run(AppJobs.LOG_CHANGED);

    Soon.until(() -> phone.server.outcomes().equals(List.of("REJECTED")));
  }

  @Test
  public void theLogIsWatchedOnAfterItsJob() {
    phone.die();
    phone.logged(Calls.MISSED_TYPE, EVA);
    phone.jobs.run(AppJobs.LOG_CHANGED);
    phone.logged(Calls.MISSED_TYPE, JAN);

    phone.jobs.run(AppJobs.LOG_CHANGED);

    Soon.until(() -> phone.server.calls().size() == 2);
  }

  @Test
  public void aProcessThatDiesRightAfterTheRestartIsWokenAgain() {
    phone.restart();
    phone.logged(Calls.MISSED_TYPE, EVA);
    new WakeUpReceiver().onReceive(phone.app, new Intent(Intent.ACTION_BOOT_COMPLETED));
    phone.die();

    assertThat(phone.jobs.isPending(AppJobs.JUDGE)).isTrue();
    phone.jobs.run(AppJobs.JUDGE);
    Soon.until(() -> phone.server.outcomes().equals(List.of("MISSED")));
  }

  /** The broadcast of a call so young may be on its way, so its row is left for a while. */
  @Test
  public void aRowThatIsTooYoungIsLookedAtByALaterJob() {
    phone.die();
    phone.log.add(Calls.MISSED_TYPE, phone.clock.now(), 0, EVA);
    phone.jobs.run(AppJobs.LOG_CHANGED);
    assertThat(phone.server.calls()).isEmpty();
    phone.jobs.run(AppJobs.JUDGE);
    assertThat(phone.jobs.isPending(AppJobs.JUDGE)).isTrue();
    phone.clock.pass(Duration.ofMinutes(1));

    phone.jobs.run(AppJobs.JUDGE);

    Soon.until(() -> phone.server.outcomes().equals(List.of("MISSED")));
  }

  @Test
  public void aPhoneThatIsNobodysIsNotWokenByItsLogForEver() {
    phone.app.parts().account().unpair();
    phone.die();

    phone.jobs.run(AppJobs.LOG_CHANGED);

    assertThat(phone.jobs.isPending(AppJobs.LOG_CHANGED)).isFalse();
  }

  /** Android counts the minutes that an app's job takes, and punishes those that never end. */
  @Test
  public void aJobEndsEvenWhenTheDiskFails() {
    phone.die();
    String path = phone.app.getDatabasePath(PhoneDatabase.NAME).getPath();
    try (SQLiteDatabase disk = SQLiteDatabase.openDatabase(path, null, 0)) {
      disk.execSQL("ALTER TABLE call RENAME TO lost");
    }
    long before = phone.server.asked("POST", "/bridge/v1/heartbeat");

    phone.jobs.run(AppJobs.DAILY);

    assertThat(phone.server.asked("POST", "/bridge/v1/heartbeat")).isGreaterThan(before);
  }

  private void aCallThatTheServerDoesNotHear() {
    phone.server.down(true);
    phone.line.ring(EVA);
    phone.line.idle();
    phone.log.add(Calls.MISSED_TYPE, phone.clock.now(), 0, EVA);
    Soon.until(() -> phone.app.parts().outbox().state().trouble().isPresent());
  }

  private void broadcast(String action) {
    phone.app.sendBroadcast(new Intent(action).setPackage(phone.app.getPackageName()));
    shadowOf(Looper.getMainLooper()).idle();
  }
}
