package simtrix.phone.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest;
import java.time.Duration;
import java.time.Instant;
import org.junit.rules.ExternalResource;
import org.robolectric.RuntimeEnvironment;
import simtrix.phone.account.PairingResult;

/**
 * The app as a whole on a phone that is paired and may do all, in an application of {@link
 * TestPhone}.
 */
public final class PairedPhone extends ExternalResource {

  public final TestPhone app = (TestPhone) RuntimeEnvironment.getApplication();
  public final FakeServer server = new FakeServer();
  public final FakeClock clock = app.clock();
  public final Broadcasts line = new Broadcasts(app);
  public final JobRuns jobs = new JobRuns(app);
  public FakeCallLog log;

  /** Paired, and done with what a new pairing begins with. */
  @Override
  protected void before() {
    FakeKeystore.install();
    shadowOf(app)
        .grantPermissions(Manifest.permission.READ_PHONE_STATE, Manifest.permission.READ_CALL_LOG);
    log = FakeCallLog.install();
    assertThat(app.parts().account().pair(server.code())).isEqualTo(PairingResult.PAIRED);
    Soon.until(() -> server.asked("GET", "/bridge/v1/settings") > 0);
  }

  @Override
  protected void after() {
    die();
    server.close();
  }

  /** The user keeps the call log to themselves. */
  public void hideTheLog() {
    shadowOf(app).denyPermissions(Manifest.permission.READ_CALL_LOG);
  }

  /** A call a minute ago of which no broadcast told. */
  public void logged(int type, String number) {
    Instant then = clock.now();
    clock.pass(Duration.ofMinutes(1));
    log.add(type, then, 0, number);
  }

  public void die() {
    app.onTerminate();
  }

  public void restart() {
    die();
    jobs.restartOfThePhone();
    clock.restart();
  }

  public int waiting() {
    return app.parts().outbox().state().waiting();
  }
}
