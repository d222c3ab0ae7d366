package simtrix.phone.screen;

import android.app.Activity;
import android.content.Intent;
import android.net.Uri;
import android.view.View;
import android.widget.EditText;
import android.widget.ScrollView;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.Robolectric;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowBuild;
import simtrix.phone.R;
import simtrix.phone.app.SelfTest;
import simtrix.phone.health.Need;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.outbox.Refusal;
import simtrix.phone.testing.English;
import simtrix.phone.testing.FakeAccount;
import simtrix.phone.testing.PastCalls;
import simtrix.phone.testing.Pictures;
import simtrix.phone.testing.PretendedApp;

/** Draws every screen and looks whether a word is cut anywhere. */
@RunWith(RobolectricTestRunner.class)
@Config(sdk = 35, application = PretendedApp.class)
public class ScreenPicturesTest {

  private final PretendedApp app = (PretendedApp) RuntimeEnvironment.getApplication();

  @Test
  public void everyScreenInLightAndDarkGermanAndEnglish() throws IOException {
    drawAll("de-rDE-w411dp-h891dp-notnight", "de-light");
    drawAll("en-rGB-w411dp-h891dp-night", "en-dark");
    if (Pictures.forTheBooks()) {
      drawAll("de-rDE-w411dp-h891dp-night", "de-dark");
      drawAll("en-rGB-w411dp-h891dp-notnight", "en-light");
    }
  }

  @Test
  public void theLargestLettersCutNothing() throws IOException {
    RuntimeEnvironment.setFontScale(2f);
    drawAll("de-rDE-w411dp-h891dp", "de-large");
    drawAll("en-rGB-w411dp-h891dp", "en-large");
  }

  @Test
  public void aSmallPhoneAndOneOnItsSideCutNothing() throws IOException {
    drawAll("de-rDE-w320dp-h533dp-port", "de-small");
    drawAll("de-rDE-w800dp-h360dp-land", "de-landscape");
  }

  private void drawAll(String phone, String name) throws IOException {
    RuntimeEnvironment.setQualifiers(phone + Pictures.density());
    for (Map.Entry<String, Shot> shot : shots().entrySet()) {
      draw(shot.getValue(), shot.getKey() + "-" + name);
    }
  }

  private record Shot(
      Class<? extends Activity> screen, Runnable before, Consumer<Activity> after, Intent intent) {}

  private Map<String, Shot> shots() {
    Map<String, Shot> shots = new LinkedHashMap<>();
    shots.put("pair", shot(PairActivity.class, () -> app.account.pairing = Optional.empty()));
    shots.put("pair-confirm", link());
    shots.put("pair-problem", problem());
    shots.put("scan", shot(ScanActivity.class, () -> {}));
    shots.put("status", shot(StatusActivity.class, this::wellUsed));
    shots.put("status-trouble", shot(StatusActivity.class, this::troubled));
    shots.put("permissions", shot(PermissionsActivity.class, this::halfAllowed));
    shots.put("permissions-maker", bottom(shot(PermissionsActivity.class, this::halfAllowed)));
    shots.put("test", test());
    shots.put("calls", shot(CallsActivity.class, () -> {}));
    shots.put("settings", shot(SettingsActivity.class, () -> app.account.recordingWanted = true));
    return shots;
  }

  private Shot shot(Class<? extends Activity> screen, Runnable before) {
    return new Shot(screen, before, activity -> {}, new Intent());
  }

  private Shot bottom(Shot shot) {
    return new Shot(
        shot.screen(),
        shot.before(),
        activity -> {
          View content = activity.findViewById(R.id.screen_content);
          ScrollView scroll = (ScrollView) ((android.view.ViewGroup) content).getChildAt(0);
          scroll.scrollTo(0, 100_000);
        },
        shot.intent());
  }

  private Shot link() {
    return new Shot(
        PairActivity.class,
        () -> app.account.pairing = Optional.empty(),
        activity -> {},
        new Intent(
            Intent.ACTION_VIEW,
            Uri.parse("simtrix://pair?server=https%3A%2F%2Fanrufe.muster.de&code=H7KM-3QXP")));
  }

  private Shot problem() {
    return new Shot(
        PairActivity.class,
        () -> app.account.pairing = Optional.empty(),
        activity -> {
          activity.<EditText>findViewById(R.id.pair_server).setText("http://anrufe.muster.de");
          activity.<EditText>findViewById(R.id.pair_code).setText("H7KM-3QXP");
          activity.findViewById(R.id.pair_typed).performClick();
        },
        new Intent());
  }

  private Shot test() {
    return new Shot(
        SelfTestActivity.class,
        () -> app.testResult = SelfTest.Result.WORKS,
        activity -> activity.findViewById(R.id.test_run).performClick(),
        new Intent().putExtra(Screen.FIRST_RUN, true));
  }

  private void wellUsed() {
    app.state =
        new OutboxState(
            0,
            Optional.empty(),
            Optional.of(app.clock.now().minusSeconds(600)),
            Optional.empty(),
            Optional.empty());
  }

  private void troubled() {
    app.trouble(OutboxState.Trouble.NO_ANSWER, 3);
    app.refusals.add(
        new Refusal(
            1,
            UUID.randomUUID(),
            Optional.of("+49 1511 2345678"),
            app.clock.now().minusSeconds(90_000),
            app.clock.now().minusSeconds(80_000),
            409,
            "The call is another phone's; it was not changed."));
  }

  private void halfAllowed() {
    ShadowBuild.setManufacturer("Xiaomi");
    app.needs.put(Need.CALL_LOG, false);
    app.needs.put(Need.OVERLAY, false);
    app.needs.put(Need.SCREENING_ROLE, false);
    app.needs.put(Need.CONTACTS, false);
  }

  private void draw(Shot shot, String name) throws IOException {
    reset();
    shot.before().run();
    try (var controller = Robolectric.buildActivity(shot.screen(), shot.intent())) {
      Activity activity = controller.setup().get();
      shot.after().accept(activity);
      org.robolectric.Shadows.shadowOf(android.os.Looper.getMainLooper()).idle();
      View root = activity.getWindow().getDecorView();
      Pictures.write(Pictures.screen(root), "screen-" + name);
      Pictures.assertNothingIsCut(root, name);
    }
  }

  private void reset() {
    app.account.pairing = Optional.of(FakeAccount.PAIRED);
    app.account.recordingWanted = false;
    app.refusals.clear();
    app.calls.clear();
    boolean english =
        app.getResources().getConfiguration().getLocales().get(0).getLanguage().equals("en");
    PastCalls.week(app.clock.now()).stream()
        .map(call -> english ? English.call(call) : call)
        .forEach(app.calls::add);
    for (Need need : Need.values()) {
      app.needs.put(need, true);
    }
  }
}
