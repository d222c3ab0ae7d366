package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Opened.next;
import static simtrix.phone.testing.Opened.shown;
import static simtrix.phone.testing.Opened.text;

import android.app.Activity;
import android.content.Intent;
import android.net.Uri;
import android.os.Bundle;
import android.widget.EditText;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.android.controller.ActivityController;
import org.robolectric.annotation.Config;
import simtrix.phone.R;
import simtrix.phone.account.PairingCode;
import simtrix.phone.account.PairingResult;
import simtrix.phone.testing.FakeAccount;
import simtrix.phone.testing.Opened;
import simtrix.phone.testing.PretendedApp;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = PretendedApp.class,
    qualifiers = "en-rGB")
public class PairActivityTest {

  private static final String LINK =
      "simtrix://pair?server=https%3A%2F%2Fcalls.example.com&code=h7km3qxp";

  @Rule public final Opened screens = new Opened();
  private final PretendedApp app = (PretendedApp) RuntimeEnvironment.getApplication();

  @Before
  public void thePhoneIsNew() {
    app.isNew();
  }

  @Test
  public void aLinkAsksFirstAndShowsTheServersName() {
    Activity activity = open(link(LINK));
    assertThat(app.account.tried).isEmpty();
    assertThat(text(activity, R.id.pair_host)).isEqualTo("calls.example.com");
    assertThat(shown(activity, R.id.pair_asking)).isTrue();
    activity.findViewById(R.id.pair_confirm).performClick();
    assertThat(app.account.tried)
        .containsExactly(new PairingCode("https://calls.example.com", "H7KM-3QXP"));
  }

  @Test
  public void whoSaysNoSendsNothing() {
    Activity activity = open(link(LINK));
    activity.findViewById(R.id.pair_cancel).performClick();
    assertThat(app.account.tried).isEmpty();
    assertThat(shown(activity, R.id.pair_enter)).isTrue();
    assertThat(shown(activity, R.id.pair_asking)).isFalse();
  }

  @Test
  public void aLinkToAnUnprotectedServerIsRefused() {
    Activity activity =
        open(link("simtrix://pair?server=http%3A%2F%2Fcalls.example.com&code=H7KM-3QXP"));
    assertThat(shown(activity, R.id.pair_asking)).isFalse();
    assertThat(text(activity, R.id.pair_problem_text)).contains("https");
  }

  @Test
  public void aBrokenLinkIsToldOf() {
    for (String link :
        new String[] {
          "simtrix://pair",
          "simtrix://pair?server=https%3A%2F%2Fx.example",
          "simtrix://pair?server=https%3A%2F%2Fx.example&code=short",
          "simtrix://other?server=https%3A%2F%2Fx.example&code=H7KM-3QXP"
        }) {
      Activity activity = open(link(link));
      assertThat(shown(activity, R.id.pair_problem)).as(link).isTrue();
      assertThat(shown(activity, R.id.pair_asking)).as(link).isFalse();
    }
  }

  @Test
  public void whatIsTypedIsAskedForTooAndThenUsed() {
    Activity activity = open(new Intent());
    type(activity, " calls.example.com ", "h7km 3qxp");
    assertThat(text(activity, R.id.pair_host)).isEqualTo("calls.example.com");
    activity.findViewById(R.id.pair_confirm).performClick();
    assertThat(app.account.tried)
        .containsExactly(new PairingCode("https://calls.example.com", "H7KM-3QXP"));
  }

  @Test
  public void aWrongFormIsFoundBeforeAnythingIsSent() {
    Activity activity = open(new Intent());
    type(activity, "calls.example.com", "123");
    assertThat(text(activity, R.id.pair_problem_text)).contains("eight");
    type(activity, "not an address", "H7KM-3QXP");
    assertThat(text(activity, R.id.pair_problem_text)).contains("no server address");
    assertThat(app.account.tried).isEmpty();
  }

  @Test
  public void everyAnswerHasItsSentence() {
    Map<PairingResult, String> words =
        Map.of(
            PairingResult.WRONG_CODE, "15 minutes",
            PairingResult.TOO_MANY_TRIES, "quarter of an hour",
            PairingResult.NO_ANSWER, "Nothing answers",
            PairingResult.NOT_A_SERVER, "no SIMtrix server",
            PairingResult.NOT_NOW, "in a minute");
    words.forEach(
        (result, word) -> {
          app.account.answer = result;
          Activity activity = open(link(LINK));
          activity.findViewById(R.id.pair_confirm).performClick();
          assertThat(text(activity, R.id.pair_problem_text)).as("%s", result).contains(word);
          assertThat(activity.isFinishing()).isFalse();
        });
    assertThat(words).hasSize(PairingResult.values().length - 1);
  }

  @Test
  public void afterTheFirstPairingThePermissionsAreNext() {
    Activity activity = open(link(LINK));
    activity.findViewById(R.id.pair_confirm).performClick();
    assertThat(next(activity)).isEqualTo(PermissionsActivity.class.getName());
    assertThat(activity.isFinishing()).isTrue();
  }

  @Test
  public void aSecondPairingSaysWhatItReplacesAndGoesHome() {
    app.firstRunIsOver();
    app.account.pairing = Optional.of(FakeAccount.PAIRED);
    Activity activity = open(link(LINK));
    assertThat(text(activity, R.id.pair_replaces)).contains("anrufe.muster.de");
    activity.findViewById(R.id.pair_confirm).performClick();
    assertThat(next(activity)).isEqualTo(StatusActivity.class.getName());
  }

  @Test
  public void theQuestionSurvivesTheEndOfTheProcess() {
    Bundle kept = new Bundle();
    screens.start(PairActivity.class, link(LINK)).saveInstanceState(kept);
    Activity again = screens.restored(PairActivity.class, kept);
    assertThat(text(again, R.id.pair_host)).isEqualTo("calls.example.com");
    again.findViewById(R.id.pair_confirm).performClick();
    assertThat(app.account.tried).hasSize(1);
  }

  @Test
  public void aScannedCodeIsAskedForLikeALink() {
    Activity activity = open(new Intent());
    activity.findViewById(R.id.pair_scan).performClick();
    Intent scan = shadowOf(activity).getNextStartedActivityForResult().intent;
    assertThat(scan.getComponent().getClassName()).isEqualTo(ScanActivity.class.getName());
    shadowOf(activity)
        .receiveResult(scan, Activity.RESULT_OK, new Intent().putExtra(ScanActivity.TEXT, LINK));
    assertThat(text(activity, R.id.pair_host)).isEqualTo("calls.example.com");
    assertThat(app.account.tried).isEmpty();
  }

  @Test
  public void aSecondLinkTakesThePlaceOfTheFirst() {
    ActivityController<PairActivity> controller = screens.start(PairActivity.class, link(LINK));
    controller.newIntent(link(LINK.replace("calls.", "other.")));
    assertThat(text(controller.get(), R.id.pair_host)).isEqualTo("other.example.com");
  }

  private static Intent link(String link) {
    return new Intent(Intent.ACTION_VIEW, Uri.parse(link));
  }

  private Activity open(Intent intent) {
    return screens.open(PairActivity.class, intent);
  }

  private static void type(Activity activity, String server, String code) {
    activity.<EditText>findViewById(R.id.pair_server).setText(server);
    activity.<EditText>findViewById(R.id.pair_code).setText(code);
    activity.findViewById(R.id.pair_typed).performClick();
  }
}
