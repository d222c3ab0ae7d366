package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Opened.text;

import android.Manifest;
import android.app.Activity;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.R;
import simtrix.phone.testing.Opened;
import simtrix.phone.testing.PretendedApp;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = PretendedApp.class,
    qualifiers = "en-rGB-w411dp-h2000dp")
public class ScanActivityTest {

  @Rule public final Opened screens = new Opened();

  @Test
  public void whereThereIsNoCameraTheCodeCanBeTyped() {
    Activity activity = screens.open(ScanActivity.class);
    assertThat(shadowOf(activity).getLastRequestedPermission().requestedPermissions)
        .containsExactly(Manifest.permission.CAMERA);
    activity.onRequestPermissionsResult(1, new String[0], new int[0]);
    assertThat(text(activity, R.id.scan_sentence)).contains("Without the camera");
    ((ScanActivity) activity).found("https://example.com");
    assertThat(text(activity, R.id.scan_sentence)).contains("another kind");
    assertThat(activity.isFinishing()).isFalse();
    String link = "simtrix://pair?server=https%3A%2F%2Fx.example&code=H7KM-3QXP";
    ((ScanActivity) activity).found(link);
    assertThat(shadowOf(activity).getResultIntent().getStringExtra(ScanActivity.TEXT))
        .isEqualTo(link);
    assertThat(activity.isFinishing()).isTrue();
  }
}
