package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Opened.shown;
import static simtrix.phone.testing.Opened.text;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.Intent;
import android.net.Uri;
import android.widget.Switch;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowAlertDialog;
import simtrix.phone.R;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.panel.PanelPreferences;
import simtrix.phone.recording.RecordingFolder;
import simtrix.phone.server.PhoneSettings;
import simtrix.phone.testing.Opened;
import simtrix.phone.testing.PretendedApp;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = PretendedApp.class,
    qualifiers = "en-rGB-w411dp-h2000dp")
public class SettingsActivityTest {

  @Rule public final Opened screens = new Opened();
  private final PretendedApp app = (PretendedApp) RuntimeEnvironment.getApplication();

  @Test
  public void settingsAreKept() {
    Activity activity = screens.open(SettingsActivity.class);
    activity.findViewById(R.id.settings_panel).performClick();
    assertThat(app.account.panelWanted).isFalse();
    activity.findViewById(R.id.settings_names).performClick();
    assertThat(new PanelPreferences(app).namesOnLockScreen()).isFalse();
    assertThat(shown(activity, R.id.settings_folder_row)).isFalse();
    activity.findViewById(R.id.settings_recording).performClick();
    assertThat(app.account.recordingWanted).isTrue();
    assertThat(shown(activity, R.id.settings_folder_row)).isTrue();
  }

  @Test
  public void whatTheCompanyForbidsCannotBeSwitchedOn() {
    app.account.settings = new PhoneSettings(false, false);
    app.account.recordingWanted = true;
    Activity activity = screens.open(SettingsActivity.class);
    for (int id : new int[] {R.id.settings_panel, R.id.settings_recording}) {
      Switch toggle = activity.findViewById(id);
      assertThat(toggle.isEnabled()).isFalse();
      assertThat(toggle.isChecked()).isFalse();
    }
    assertThat(shown(activity, R.id.settings_panel_off)).isTrue();
    assertThat(shown(activity, R.id.settings_recording_off)).isTrue();
    assertThat(shown(activity, R.id.settings_folder_row)).isFalse();
    assertThat(app.account.recordingWanted).as("the wish is kept").isTrue();
  }

  @Test
  public void theChosenFolderIsKeptWithItsRight() {
    app.account.recordingWanted = true;
    Activity activity = screens.open(SettingsActivity.class);
    activity.findViewById(R.id.settings_folder).performClick();
    Intent asked = shadowOf(activity).getNextStartedActivityForResult().intent;
    assertThat(asked.getAction()).isEqualTo(Intent.ACTION_OPEN_DOCUMENT_TREE);
    Uri tree =
        Uri.parse(
            "content://com.android.externalstorage.documents/tree/primary%3ARecordings%2FCall");
    shadowOf(activity).receiveResult(asked, Activity.RESULT_OK, new Intent().setData(tree));
    assertThat(new RecordingFolder(app).chosen()).contains(tree);
    assertThat(text(activity, R.id.settings_folder_name)).isEqualTo("Call");
  }

  @Test
  public void theEndOfTheConnectionIsAskedForAndSaysWhatWaits() {
    app.trouble(OutboxState.Trouble.NO_NETWORK, 2);
    Activity activity = screens.open(SettingsActivity.class);
    activity.findViewById(R.id.settings_unpair).performClick();
    AlertDialog dialog = (AlertDialog) ShadowAlertDialog.getLatestDialog();
    assertThat(shadowOf(dialog).getMessage().toString()).contains("2 messages are not sent");
    assertThat(app.account.pairing).isPresent();
    dialog.getButton(AlertDialog.BUTTON_POSITIVE).performClick();
    shadowOf(android.os.Looper.getMainLooper()).idle();
    assertThat(app.account.pairing).isEmpty();
    assertThat(shown(activity, R.id.settings_unpair)).isFalse();
  }
}
