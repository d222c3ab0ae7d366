package simtrix.phone.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;
import static simtrix.phone.testing.Opened.next;
import static simtrix.phone.testing.Opened.shown;
import static simtrix.phone.testing.Opened.text;
import static simtrix.phone.testing.Opened.words;

import android.app.Activity;
import android.content.Intent;
import android.view.View;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.android.controller.ActivityController;
import org.robolectric.annotation.Config;
import simtrix.phone.R;
import simtrix.phone.health.Need;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.outbox.Refusal;
import simtrix.phone.testing.FakeAccount;
import simtrix.phone.testing.Opened;
import simtrix.phone.testing.PretendedApp;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = PretendedApp.class,
    qualifiers = "en-rGB-w411dp-h2000dp")
public class StatusActivityTest {

  @Rule public final Opened screens = new Opened();
  private final PretendedApp app = (PretendedApp) RuntimeEnvironment.getApplication();

  @Test
  public void aNewPhoneIsLedThroughPairingPermissionsAndTest() {
    app.isNew();
    assertThat(next(screens.open(StatusActivity.class))).isEqualTo(PairActivity.class.getName());
    app.account.pairing = Optional.of(FakeAccount.PAIRED);
    Intent permissions = shadowOf(screens.open(StatusActivity.class)).getNextStartedActivity();
    Activity second = screens.open(PermissionsActivity.class, permissions);
    assertThat(text(second, R.id.screen_step)).isEqualTo("Step 2 of 3");
    assertThat(shown(second, R.id.screen_tabs)).isFalse();
    second.findViewById(R.id.permissions_continue).performClick();
    Intent test = shadowOf(second).getNextStartedActivity();
    assertThat(test.getComponent().getClassName()).isEqualTo(SelfTestActivity.class.getName());
    Activity third = screens.open(SelfTestActivity.class, test);
    third.findViewById(R.id.test_done).performClick();
    assertThat(third.isFinishing()).isTrue();
    Intent first = shadowOf(third).getNextStartedActivity();
    assertThat(first.getComponent().getClassName()).isEqualTo(StatusActivity.class.getName());
    assertThat(first.getFlags() & Intent.FLAG_ACTIVITY_CLEAR_TOP).isNotZero();
    assertThat(shadowOf(screens.open(StatusActivity.class)).getNextStartedActivity()).isNull();
  }

  @Test
  public void allIsWellWhenNothingIsWrong() {
    Activity activity = screens.open(StatusActivity.class);
    assertThat(text(activity, R.id.status_headline)).isEqualTo("Everything works");
    assertThat(shown(activity, R.id.status_action)).isFalse();
    assertThat(shown(activity, R.id.status_send)).isFalse();
    assertThat(words(activity, R.id.status_facts)).contains("anrufe.muster.de", "nothing");
  }

  /** It follows no calls: they are not on their way, and will not be sent later. */
  @Test
  public void aPhoneThatIsNobodysPromisesNoCalls() {
    app.account.pairing = Optional.empty();
    Activity activity = screens.open(StatusActivity.class);
    assertThat(text(activity, R.id.status_sentence))
        .contains("writes no calls")
        .doesNotContain("kept");
    activity.findViewById(R.id.status_action).performClick();
    assertThat(next(activity)).isEqualTo(PairActivity.class.getName());
  }

  @Test
  public void everyTroubleHasASentence() {
    for (OutboxState.Trouble trouble : OutboxState.Trouble.values()) {
      app.trouble(trouble, 3);
      Activity activity = screens.open(StatusActivity.class);
      assertThat(text(activity, R.id.status_headline)).isNotEqualTo("Everything works");
      assertThat(text(activity, R.id.status_sentence)).isNotBlank();
      assertThat(words(activity, R.id.status_facts)).contains("3 messages", "Next try");
    }
  }

  @Test
  public void whatIsMissingLeadsToThePermissions() {
    app.needs.put(Need.CALL_LOG, false);
    Activity activity = screens.open(StatusActivity.class);
    assertThat(text(activity, R.id.status_headline)).isEqualTo("A permission is missing");
    activity.findViewById(R.id.status_action).performClick();
    assertThat(next(activity)).isEqualTo(PermissionsActivity.class.getName());
    app.needs.put(Need.CALL_LOG, true);
    app.needs.put(Need.OVERLAY, false);
    assertThat(text(screens.open(StatusActivity.class), R.id.status_headline))
        .isEqualTo("Everything works");
    app.needs.put(Need.NOTIFICATIONS, false);
    assertThat(text(screens.open(StatusActivity.class), R.id.status_headline))
        .isEqualTo("A permission is missing");
  }

  @Test
  public void whoMustPairAgainIsLedThere() {
    app.account.mustPairAgain = true;
    Activity activity = screens.open(StatusActivity.class);
    activity.findViewById(R.id.status_action).performClick();
    assertThat(next(activity)).isEqualTo(PairActivity.class.getName());
  }

  @Test
  public void sendNowSends() {
    app.trouble(OutboxState.Trouble.SERVER_BUSY, 1);
    Activity activity = screens.open(StatusActivity.class);
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
            app.clock.now(),
            app.clock.now(),
            409,
            "The call is another phone's."));
    Activity activity = screens.open(StatusActivity.class);
    assertThat(words(activity, R.id.status_refusals))
        .contains("The call is another phone's.", "409", "Number withheld");
    activity.findViewById(R.id.refusal_dismiss).performClick();
    shadowOf(android.os.Looper.getMainLooper()).idle();
    assertThat(app.refusals).isEmpty();
    assertThat(shown(activity, R.id.status_refused)).isFalse();
  }

  @Test
  public void aRecordingThatIsGoneIsToldInTheUsersLanguageAndNotAsAnErrorOfTheServer() {
    app.refusals.add(
        new Refusal(
            8,
            UUID.randomUUID(),
            Optional.empty(),
            app.clock.now(),
            app.clock.now(),
            0,
            "internal"));
    assertThat(words(screens.open(StatusActivity.class), R.id.status_refusals))
        .contains("The recording can no longer be read on this phone")
        .doesNotContain("internal", "error");
  }

  @Test
  public void aRecordingThatAProxyTurnedAwayHasASentenceToo() {
    app.refusals.add(
        new Refusal(
            9, UUID.randomUUID(), Optional.empty(), app.clock.now(), app.clock.now(), 413, ""));
    assertThat(words(screens.open(StatusActivity.class), R.id.status_refusals))
        .contains("The recording is larger", "413");
  }

  @Test
  public void anAnswerAfterTheScreenIsGoneIsDropped() {
    Queue<Runnable> waiting = new ArrayDeque<>();
    app.background = waiting::add;
    ActivityController<StatusActivity> controller =
        screens.start(StatusActivity.class, new Intent());
    controller.pause().stop().destroy();
    waiting.remove().run();
    assertThat(text(controller.get(), R.id.status_headline)).isEmpty();
  }

  @Test
  public void theTabsLeadToEachOther() {
    Activity activity = screens.open(StatusActivity.class);
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
}
