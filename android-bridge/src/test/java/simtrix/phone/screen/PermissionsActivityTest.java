package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Opened.shown;
import static simtrix.phone.testing.Opened.text;
import static simtrix.phone.testing.Opened.words;

import android.Manifest;
import android.app.Activity;
import android.content.Intent;
import android.provider.Settings;
import android.view.View;
import android.view.ViewGroup;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowBuild;
import simtrix.phone.R;
import simtrix.phone.health.Need;
import simtrix.phone.testing.Opened;
import simtrix.phone.testing.PretendedApp;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = PretendedApp.class,
    qualifiers = "en-rGB-w411dp-h2000dp")
public class PermissionsActivityTest {

  @Rule public final Opened screens = new Opened();
  private final PretendedApp app = (PretendedApp) RuntimeEnvironment.getApplication();

  @Test
  public void everyNeedHasItsButton() {
    for (Need need : Need.values()) {
      app.needs.put(need, false);
    }
    Activity activity = screens.open(PermissionsActivity.class);
    ViewGroup rows = activity.findViewById(R.id.permissions_needs);
    assertThat(rows.getChildCount()).isEqualTo(Need.values().length);
    assertThat(text(activity, R.id.permissions_count)).isEqualTo("0 of 8 allowed");
    button(rows, Need.PHONE_STATE).performClick();
    assertThat(shadowOf(activity).getLastRequestedPermission().requestedPermissions)
        .as("the SIM's own number tells in which country a caller's number is meant")
        .containsExactly(
            Manifest.permission.READ_PHONE_STATE, Manifest.permission.READ_PHONE_NUMBERS);
    button(rows, Need.OVERLAY).performClick();
    Intent overlay = shadowOf(activity).getNextStartedActivity();
    assertThat(overlay.getAction()).isEqualTo(Settings.ACTION_MANAGE_OVERLAY_PERMISSION);
    assertThat(overlay.getDataString()).isEqualTo("package:" + app.getPackageName());
    button(rows, Need.BATTERY).performClick();
    assertThat(shadowOf(activity).getNextStartedActivity().getAction())
        .isEqualTo(Settings.ACTION_REQUEST_IGNORE_BATTERY_OPTIMIZATIONS);
    button(rows, Need.STAYS_ACTIVE).performClick();
    assertThat(shadowOf(activity).getNextStartedActivity().getAction())
        .isEqualTo(Intent.ACTION_AUTO_REVOKE_PERMISSIONS);
  }

  @Test
  public void whatWasRefusedForGoodOpensTheAppsPage() {
    app.needs.put(Need.CALL_LOG, false);
    Activity activity = screens.open(PermissionsActivity.class);
    ViewGroup rows = activity.findViewById(R.id.permissions_needs);
    button(rows, Need.CALL_LOG).performClick();
    activity.onRequestPermissionsResult(20, new String[0], new int[0]);
    button(rows, Need.CALL_LOG).performClick();
    assertThat(shadowOf(activity).getNextStartedActivity().getAction())
        .isEqualTo(Settings.ACTION_APPLICATION_DETAILS_SETTINGS);
  }

  @Test
  public void whatIsMetHasNoButtonAndWhatIsUnknownNoRow() {
    app.needs.remove(Need.SCREENING_ROLE);
    Activity activity = screens.open(PermissionsActivity.class);
    assertThat(words(activity, R.id.permissions_needs)).doesNotContain("Caller ID app");
    assertThat(shown(activity, R.id.need_button)).isFalse();
    app.needs.put(Need.CONTACTS, false);
    ((PermissionsActivity) activity).onResume();
    assertThat(text(activity, R.id.permissions_count)).isEqualTo("6 of 7 allowed");
  }

  @Test
  public void makersHaveTheirHelp() {
    for (String maker : new String[] {"Xiaomi", "HUAWEI", "samsung", "OPPO", "vivo", "OnePlus"}) {
      ShadowBuild.setManufacturer(maker);
      Activity activity = screens.open(PermissionsActivity.class);
      assertThat(shown(activity, R.id.permissions_maker)).as(maker).isTrue();
      assertThat(shown(activity, R.id.maker_overlay)).isEqualTo(maker.equals("Xiaomi"));
      activity.findViewById(R.id.maker_open).performClick();
      assertThat(shadowOf(activity).getNextStartedActivity()).as(maker).isNotNull();
    }
    ShadowBuild.setManufacturer("Google");
    assertThat(shown(screens.open(PermissionsActivity.class), R.id.permissions_maker)).isFalse();
  }

  private static View button(ViewGroup rows, Need need) {
    return rows.getChildAt(NeedWords.ORDER.indexOf(need)).findViewById(R.id.need_button);
  }
}
