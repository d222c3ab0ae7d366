package simtrix.phone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest;
import android.app.job.JobInfo;
import android.content.Intent;
import android.database.sqlite.SQLiteDatabase;
import android.os.Looper;
import android.provider.CallLog.Calls;
import android.provider.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowSystemClock;
import simtrix.phone.account.PairingCode;
import simtrix.phone.account.PairingResult;
import simtrix.phone.device.PhoneDatabase;
import simtrix.phone.testing.Broadcasts;
import simtrix.phone.testing.FakeCallLog;
import simtrix.phone.testing.FakeKeystore;
import simtrix.phone.testing.FakeServer;
import simtrix.phone.testing.JobRuns;
import simtrix.phone.testing.Soon;
import simtrix.phone.testing.TestPhone;

/** What is made good when Android wakes the app: after a restart, an update, or for a job. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = TestPhone.class)
public class WakeUpTest {

  private static final String EVA = "+4915112345678";
  private static final String JAN = "+420777123456";

  private final FakeServer server = new FakeServer();
  private TestPhone phone;
  private FakeCallLog log;
  private JobRuns jobs;

  @Before
  public void aPairedPhone() {
    FakeKeystore.install();
    phone = (TestPhone) RuntimeEnvironment.getApplication();
    shadowOf(phone)
        .grantPermissions(Manifest.permission.READ_PHONE_STATE, Manifest.permission.READ_CALL_LOG);
    log = FakeCallLog.install();
    jobs = new JobRuns(phone);
    assertThat(phone.parts().account().pair(new PairingCode(server.url(), "H7KM-3QXP")))
        .isEqualTo(PairingResult.PAIRED);
    Soon.until(() -> jobs.isPending(AppJobs.DAILY));
  }

  @After
  public void close() throws Exception {
    server.close();
  }

  @Test
  public void anEventFromBeforeTheRestartReachesTheServer() {
    aCallThatTheServerDoesNotHear();
    restart();
    server.down(false);

    broadcast(Intent.ACTION_BOOT_COMPLETED);

    Soon.until(() -> outcomes().contains("MISSED"));
    Soon.until(() -> phone.parts().outbox().state().waiting() == 0);
  }

  @Test
  public void anEventFromBeforeTheUpdateReachesTheServer() {
    aCallThatTheServerDoesNotHear();
    die();
    ShadowSystemClock.advanceBy(Duration.ofMinutes(1));
    server.down(false);

    broadcast(Intent.ACTION_MY_PACKAGE_REPLACED);

    Soon.until(() -> phone.parts().outbox().state().waiting() == 0);
    assertThat(outcomes()).contains("MISSED");
  }

  @Test
  @SuppressWarnings("deprecation") // its successor came with Android 9
  public void anEventGoesOutWithTheJobWhenTheNetworkIsBack() {
    aCallThatTheServerDoesNotHear();
    restart();
    server.down(false);
    List<JobInfo> forTheNetwork =
        jobs.pending().stream()
            .filter(job -> job.getNetworkType() == JobInfo.NETWORK_TYPE_ANY)
            .toList();
    assertThat(forTheNetwork).extracting(JobInfo::getId).contains(AppJobs.SEND);

    jobs.run(AppJobs.SEND);

    assertThat(outcomes()).contains("MISSED");
    assertThat(phone.parts().outbox().state().waiting()).isZero();
  }

  @Test
  public void aCallThatOnlyTheLogKnowsIsToldAfterTheRestart() {
    restart();
    log.add(Calls.MISSED_TYPE, inAMoment(), 0, EVA);

    broadcast(Intent.ACTION_BOOT_COMPLETED);

    Soon.until(() -> outcomes().equals(List.of("MISSED")));
  }

  @Test
  public void aCallThatOnlyTheLogKnowsIsToldWithTheJobThatTheLogStarts() {
    die();
    log.add(Calls.REJECTED_TYPE, inAMoment(), 0, EVA);

    jobs.run(AppJobs.LOG_CHANGED);

    Soon.until(() -> outcomes().equals(List.of("REJECTED")));
  }

  @Test
  public void theLogIsWatchedOnAfterItsJob() {
    die();
    log.add(Calls.MISSED_TYPE, inAMoment(), 0, EVA);
    jobs.run(AppJobs.LOG_CHANGED);
    log.add(Calls.MISSED_TYPE, inAMoment(), 0, JAN);

    jobs.run(AppJobs.LOG_CHANGED);

    Soon.until(() -> server.calls().size() == 2);
  }

  @Test
  public void aProcessThatDiesRightAfterTheRestartIsWokenAgain() {
    restart();
    log.add(Calls.MISSED_TYPE, inAMoment(), 0, EVA);
    Soon.until(() -> jobs.isPending(AppJobs.DAILY));
    phone.onTerminate();
    new WakeUpReceiver().onReceive(phone, new Intent(Intent.ACTION_BOOT_COMPLETED));
    phone.onTerminate();
    List<Integer> soon =
        jobs.pending().stream().filter(job -> !job.isPeriodic()).map(JobInfo::getId).toList();

    assertThat(soon).contains(AppJobs.JUDGE);
    jobs.run(AppJobs.JUDGE);
    Soon.until(() -> outcomes().equals(List.of("MISSED")));
  }

  /** The broadcast of a call so young may be on its way, so its row is left for a while. */
  @Test
  public void aRowThatIsTooYoungIsLookedAtByALaterJob() {
    die();
    log.add(Calls.MISSED_TYPE, Instant.now(), 0, EVA);
    jobs.run(AppJobs.LOG_CHANGED);
    assertThat(server.calls()).isEmpty();
    jobs.run(AppJobs.JUDGE);

    assertThat(jobs.isPending(AppJobs.JUDGE)).isTrue();
  }

  @Test
  public void aPhoneThatIsNobodysIsNotWokenByItsLogForEver() {
    phone.parts().account().unpair();

    jobs.run(AppJobs.LOG_CHANGED);

    assertThat(jobs.isPending(AppJobs.LOG_CHANGED)).isFalse();
  }

  /** Android counts the minutes that an app's job takes, and punishes those that never end. */
  @Test
  public void aJobEndsEvenWhenTheDiskFails() {
    die();
    try (SQLiteDatabase disk =
        SQLiteDatabase.openDatabase(phone.getDatabasePath(PhoneDatabase.NAME).getPath(), null, 0)) {
      disk.execSQL("ALTER TABLE call RENAME TO lost");
    }

    jobs.run(AppJobs.DAILY);

    assertThat(server.asked("POST", "/bridge/v1/heartbeat")).isPositive();
  }

  private void aCallThatTheServerDoesNotHear() {
    server.down(true);
    Broadcasts line = new Broadcasts(phone);
    Instant rang = Instant.now();
    line.ring(EVA);
    line.idle();
    log.add(Calls.MISSED_TYPE, rang, 0, EVA);
    Soon.until(() -> phone.parts().outbox().state().trouble().isPresent());
  }

  private void die() {
    phone.onTerminate();
  }

  private void restart() {
    die();
    jobs.restartOfThePhone();
    int boots = Settings.Global.getInt(phone.getContentResolver(), "boot_count", 0);
    Settings.Global.putInt(phone.getContentResolver(), "boot_count", boots + 1);
  }

  private void broadcast(String action) {
    phone.sendBroadcast(new Intent(action).setPackage(phone.getPackageName()));
    shadowOf(Looper.getMainLooper()).idle();
  }

  /** Rows of the last seconds are left to the broadcasts. */
  private static Instant inAMoment() {
    return Instant.now().plusSeconds(20);
  }

  private List<String> outcomes() {
    return server.bodies().stream()
        .filter(body -> body.optString("state").equals("ENDED"))
        .map(body -> body.optString("outcome"))
        .toList();
  }
}
