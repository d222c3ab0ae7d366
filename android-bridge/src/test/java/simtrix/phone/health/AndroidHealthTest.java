package simtrix.phone.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest;
import android.app.Application;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;

@RunWith(RobolectricTestRunner.class)
@Config(application = Application.class)
public class AndroidHealthTest {

  private final Application app = RuntimeEnvironment.getApplication();
  private final AndroidHealth health = new AndroidHealth(app);

  @Test
  @Config(sdk = {26, 35})
  public void aPermissionThatIsTakenBackIsSeenAtOnce() {
    shadowOf(app).grantPermissions(Manifest.permission.READ_CALL_LOG);
    assertThat(health.needs()).containsEntry(Need.CALL_LOG, true);
    shadowOf(app).denyPermissions(Manifest.permission.READ_CALL_LOG);
    assertThat(health.needs()).containsEntry(Need.CALL_LOG, false);
  }

  /** After some months Android takes all permissions of an app away that nobody opens. */
  @Test
  @Config(sdk = 35)
  public void anAppThatAndroidWouldResetIsToldFromOneThatItLeavesAlone() {
    assertThat(health.needs()).containsEntry(Need.STAYS_ACTIVE, false);

    shadowOf(app.getPackageManager()).setAutoRevokeWhitelisted(true);

    assertThat(health.needs()).containsEntry(Need.STAYS_ACTIVE, true);
  }

  @Test
  @Config(sdk = 26)
  public void anOlderAndroidResetsNothing() {
    assertThat(health.needs()).doesNotContainKey(Need.STAYS_ACTIVE);
  }
}
