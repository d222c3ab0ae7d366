package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest;
import android.app.Activity;
import android.app.AlertDialog;
import android.content.Intent;
import android.net.Uri;
import android.provider.Settings;
import android.view.View;
import android.view.ViewGroup;
import android.widget.ListView;
import android.widget.Switch;
import android.widget.TextView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.android.controller.ActivityController;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowAlertDialog;
import org.robolectric.shadows.ShadowBuild;
import simtrix.phone.R;
import simtrix.phone.app.SelfTest;
import simtrix.phone.health.Need;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.outbox.Refusal;
import simtrix.phone.panel.PanelPreferences;
import simtrix.phone.recording.RecordingFolder;
import simtrix.phone.server.PhoneSettings;
import simtrix.phone.testing.PastCalls;
import simtrix.phone.testing.PretendedApp;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {29, 35},
    application = PretendedApp.class,
    qualifiers = "en-rGB-w411dp-h2000dp")
public class ScreensTest {

  private final PretendedApp app = (PretendedApp) RuntimeEnvironment.getApplication();

  @Before
  public void theFirstRunIsOver() {
    app.firstRunIsOver();
  }

  @Test
  public void aNewPhoneIsLedThroughPairingPermissionsAndTest() {
    app.getSharedPreferences("first-run", Activity.MODE_PRIVATE).edit().clear().apply();
    app.account.pairing = Optional.empty();
    assertThat(next(open(StatusActivity.class))).isEqualTo(PairActivity.class.getName());
    app.account.pairing = Optional.of(simtrix.phone.testing.FakeAccount.PAIRED);
    Intent permissions = shadowOf(open(StatusActivity.class)).getNextStartedActivity();
    Activity second =
        Robolectric.buildActivity(PermissionsActivity.class, permissions).setup().get();
    assertThat(text(second, R.id.screen_step)).isEqualTo("Step 2 of 3");
    assertThat(shown(second, R.id.screen_tabs)).isFalse();
    second.findViewById(R.id.permissions_continue).performClick();
    Intent test = shadowOf(second).getNextStartedActivity();
    assertThat(test.getComponent().getClassName()).isEqualTo(SelfTestActivity.class.getName());
    Activity third = Robolectric.buildActivity(SelfTestActivity.class, test).setup().get();
    third.findViewById(R.id.test_done).performClick();
    assertThat(third.isFinishing()).isTrue();
    assertThat(shadowOf(open(StatusActivity.class)).getNextStartedActivity()).isNull();
  }

  @Test
  public void allIsWellWhenNothingIsWrong() {
    Activity activity = open(StatusActivity.class);
    assertThat(text(activity, R.id.status_headline)).isEqualTo("Everything works");
    assertThat(shown(activity, R.id.status_action)).isFalse();
    assertThat(shown(activity, R.id.status_send)).isFalse();
    assertThat(words(activity, R.id.status_facts)).contains("anrufe.muster.de", "nothing");
  }

  @Test
  public void everyTroubleHasASentence() {
    for (OutboxState.Trouble trouble : OutboxState.Trouble.values()) {
      app.trouble(trouble, 3);
      Activity activity = open(StatusActivity.class);
      assertThat(text(activity, R.id.status_headline)).isNotEqualTo("Everything works");
      assertThat(text(activity, R.id.status_sentence)).isNotBlank();
      assertThat(words(activity, R.id.status_facts)).contains("3 messages", "Next try");
    }
  }

  @Test
  public void whatIsMissingLeadsToThePermissions() {
    app.needs.put(Need.CALL_LOG, false);
    Activity activity = open(StatusActivity.class);
    assertThat(text(activity, R.id.status_headline)).isEqualTo("A permission is missing");
    activity.findViewById(R.id.status_action).performClick();
    assertThat(next(activity)).isEqualTo(PermissionsActivity.class.getName());
    app.needs.put(Need.CALL_LOG, true);
    app.needs.put(Need.OVERLAY, false);
    assertThat(text(open(StatusActivity.class), R.id.status_headline))
        .isEqualTo("Everything works");
    app.needs.put(Need.NOTIFICATIONS, false);
    assertThat(text(open(StatusActivity.class), R.id.status_headline))
        .isEqualTo("A permission is missing");
  }

  @Test
  public void whoMustPairAgainIsLedThere() {
    app.account.mustPairAgain = true;
    Activity activity = open(StatusActivity.class);
    activity.findViewById(R.id.status_action).performClick();
    assertThat(next(activity)).isEqualTo(PairActivity.class.getName());
  }

  @Test
  public void sendNowSends() {
    app.trouble(OutboxState.Trouble.SERVER_BUSY, 1);
    Activity activity = open(StatusActivity.class);
    activity.findViewById(R.id.status_send).performClick();
    assertThat(app.sent).isEqualTo(1);
    assertThat(activity.findViewById(R.id.status_send).isEnabled()).isTrue();
  }

  @Test
  public void aRefusalShowsTheServersSentenceAndGoesWhenDismissed() {
    app.refusals.add(
        new Refusal(
            7,
            UUID.randomUUID(),
            Optional.empty(),
            Instant.now(),
            Instant.now(),
            409,
            "The call is another phone's."));
    Activity activity = open(StatusActivity.class);
    assertThat(words(activity, R.id.status_refusals))
        .contains("The call is another phone's.", "409", "Number withheld");
    activity.findViewById(R.id.refusal_dismiss).performClick();
    shadowOf(android.os.Looper.getMainLooper()).idle();
    assertThat(app.refusals).isEmpty();
    assertThat(shown(activity, R.id.status_refused)).isFalse();
  }

  @Test
  public void theTestSaysWhatItFoundAndWhatHelps() {
    for (SelfTest.Result result : SelfTest.Result.values()) {
      app.testResult = result;
      Activity activity = open(SelfTestActivity.class);
      activity.findViewById(R.id.test_run).performClick();
      assertThat(shown(activity, R.id.test_result)).isTrue();
      assertThat(text(activity, R.id.test_headline).equals("It works"))
          .isEqualTo(result == SelfTest.Result.WORKS);
      assertThat(activity.findViewById(R.id.test_run).isEnabled()).isTrue();
    }
    app.testResult = SelfTest.Result.PANEL_NOT_ALLOWED;
    Activity activity = open(SelfTestActivity.class);
    activity.findViewById(R.id.test_run).performClick();
    activity.findViewById(R.id.test_fix).performClick();
    assertThat(next(activity)).isEqualTo(PermissionsActivity.class.getName());
  }

  @Test
  public void whileTheTestRunsItCannotBeStartedTwice() {
    Queue<Runnable> waiting = new ArrayDeque<>();
    app.background = waiting::add;
    Activity activity = open(SelfTestActivity.class);
    activity.findViewById(R.id.test_run).performClick();
    assertThat(shown(activity, R.id.test_progress)).isTrue();
    assertThat(activity.findViewById(R.id.test_run).isEnabled()).isFalse();
    waiting.remove().run();
    assertThat(shown(activity, R.id.test_progress)).isFalse();
  }

  @Test
  public void anAnswerAfterTheScreenIsGoneIsDropped() {
    Queue<Runnable> waiting = new ArrayDeque<>();
    app.background = waiting::add;
    ActivityController<StatusActivity> controller =
        Robolectric.buildActivity(StatusActivity.class).setup();
    controller.pause().stop().destroy();
    waiting.remove().run();
    assertThat(text(controller.get(), R.id.status_headline)).isEmpty();
  }

  @Test
  public void everyNeedHasItsButton() {
    for (Need need : Need.values()) {
      app.needs.put(need, false);
    }
    Activity activity = open(PermissionsActivity.class);
    ViewGroup rows = activity.findViewById(R.id.permissions_needs);
    assertThat(rows.getChildCount()).isEqualTo(Need.values().length);
    assertThat(text(activity, R.id.permissions_count)).isEqualTo("0 of 7 allowed");
    button(rows, Need.PHONE_STATE).performClick();
    assertThat(shadowOf(activity).getLastRequestedPermission().requestedPermissions)
        .containsExactly(Manifest.permission.READ_PHONE_STATE);
    button(rows, Need.OVERLAY).performClick();
    Intent overlay = shadowOf(activity).getNextStartedActivity();
    assertThat(overlay.getAction()).isEqualTo(Settings.ACTION_MANAGE_OVERLAY_PERMISSION);
    assertThat(overlay.getDataString()).isEqualTo("package:" + app.getPackageName());
    button(rows, Need.BATTERY).performClick();
    assertThat(shadowOf(activity).getNextStartedActivity().getAction())
        .isEqualTo(Settings.ACTION_REQUEST_IGNORE_BATTERY_OPTIMIZATIONS);
  }

  @Test
  public void whatWasRefusedForGoodOpensTheAppsPage() {
    app.needs.put(Need.CALL_LOG, false);
    Activity activity = open(PermissionsActivity.class);
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
    Activity activity = open(PermissionsActivity.class);
    assertThat(words(activity, R.id.permissions_needs)).doesNotContain("Caller ID app");
    assertThat(shown(activity, R.id.need_button)).isFalse();
    app.needs.put(Need.CONTACTS, false);
    ((PermissionsActivity) activity).onResume();
    assertThat(text(activity, R.id.permissions_count)).isEqualTo("5 of 6 allowed");
  }

  @Test
  public void makersHaveTheirHelp() {
    for (String maker : new String[] {"Xiaomi", "HUAWEI", "samsung", "OPPO", "vivo", "OnePlus"}) {
      ShadowBuild.setManufacturer(maker);
      Activity activity = open(PermissionsActivity.class);
      assertThat(shown(activity, R.id.permissions_maker)).as(maker).isTrue();
      assertThat(shown(activity, R.id.maker_overlay)).isEqualTo(maker.equals("Xiaomi"));
      activity.findViewById(R.id.maker_open).performClick();
      assertThat(shadowOf(activity).getNextStartedActivity()).as(maker).isNotNull();
    }
    ShadowBuild.setManufacturer("Google");
    assertThat(shown(open(PermissionsActivity.class), R.id.permissions_maker)).isFalse();
  }

  @Test
  public void aCallOpensItsRecord() {
    app.calls.addAll(PastCalls.week());
    Activity activity = open(CallsActivity.class);
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
  public void withoutCallsTheListSaysSo() {
    Activity activity = open(CallsActivity.class);
    assertThat(shown(activity, R.id.calls_none)).isTrue();
    app.calls.addAll(PastCalls.week());
    activity.findViewById(R.id.screen_action).performClick();
    assertThat(shown(activity, R.id.calls_none)).isFalse();
    assertThat(app.refreshed).isEqualTo(2);
  }

  @Test
  public void settingsAreKept() {
    Activity activity = open(SettingsActivity.class);
    toggle(activity, R.id.settings_panel);
    assertThat(app.account.panelWanted).isFalse();
    toggle(activity, R.id.settings_names);
    assertThat(new PanelPreferences(app).namesOnLockScreen()).isFalse();
    assertThat(shown(activity, R.id.settings_folder_row)).isFalse();
    toggle(activity, R.id.settings_recording);
    assertThat(app.account.recordingWanted).isTrue();
    assertThat(shown(activity, R.id.settings_folder_row)).isTrue();
  }

  @Test
  public void whatTheCompanyForbidsCannotBeSwitchedOn() {
    app.account.settings = new PhoneSettings(false, false);
    app.account.recordingWanted = true;
    Activity activity = open(SettingsActivity.class);
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
    Activity activity = open(SettingsActivity.class);
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
    Activity activity = open(SettingsActivity.class);
    activity.findViewById(R.id.settings_unpair).performClick();
    AlertDialog dialog = (AlertDialog) ShadowAlertDialog.getLatestDialog();
    assertThat(shadowOf(dialog).getMessage().toString()).contains("2 messages are not sent");
    assertThat(app.account.pairing).isPresent();
    dialog.getButton(AlertDialog.BUTTON_POSITIVE).performClick();
    shadowOf(android.os.Looper.getMainLooper()).idle();
    assertThat(app.account.pairing).isEmpty();
    assertThat(shown(activity, R.id.settings_unpair)).isFalse();
  }

  @Test
  public void theTabsLeadToEachOther() {
    Activity activity = open(StatusActivity.class);
    for (Tab tab : Tab.values()) {
      View button = activity.findViewById(tab.label);
      assertThat(button.getContentDescription()).isNotNull();
      assertThat(button.isSelected()).isEqualTo(tab == Tab.STATUS);
      button.performClick();
      if (tab != Tab.STATUS) {
        assertThat(next(activity)).isEqualTo(tab.screen.getName());
      }
    }
  }

  @Test
  public void whereThereIsNoCameraTheCodeCanBeTyped() {
    Activity activity = open(ScanActivity.class);
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

  private static void toggle(Activity activity, int id) {
    activity.findViewById(id).performClick();
  }

  private static View button(ViewGroup rows, Need need) {
    return rows.getChildAt(NeedWords.ORDER.indexOf(need)).findViewById(R.id.need_button);
  }

  private static Activity open(Class<? extends Activity> screen) {
    return Robolectric.buildActivity(screen).setup().get();
  }

  private static String text(Activity activity, int id) {
    return activity.<TextView>findViewById(id).getText().toString();
  }

  private static boolean shown(Activity activity, int id) {
    return activity.findViewById(id).getVisibility() == View.VISIBLE;
  }

  private static String words(Activity activity, int id) {
    return words(activity.<View>findViewById(id));
  }

  private static String words(View view) {
    if (view instanceof TextView text) {
      return text.getText() + "\n";
    }
    StringBuilder all = new StringBuilder();
    if (view instanceof ViewGroup group) {
      for (int i = 0; i < group.getChildCount(); i++) {
        all.append(words(group.getChildAt(i)));
      }
    }
    return all.toString();
  }

  private static String next(Activity activity) {
    return shadowOf(activity).getNextStartedActivity().getComponent().getClassName();
  }
}
