package simtrix.phone.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.app.Application;
import android.app.KeyguardManager;
import android.app.Notification;
import android.app.NotificationManager;
import android.content.Intent;
import android.os.Looper;
import android.os.SystemClock;
import android.view.MotionEvent;
import android.view.View;
import android.view.WindowManager;
import android.widget.TextView;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowSettings;
import simtrix.phone.R;
import simtrix.phone.call.Ring;
import simtrix.phone.server.Card;
import simtrix.phone.server.PhoneSettings;
import simtrix.phone.testing.Calls;
import simtrix.phone.testing.FakeAccount;
import simtrix.phone.testing.OldNumbers;
import simtrix.phone.testing.Windows;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = Application.class,
    shadows = OldNumbers.class,
    qualifiers = "en-rUS-w411dp-h891dp-xhdpi")
public class PhonePanelTest {

  private final Application app = RuntimeEnvironment.getApplication();
  private final FakeAccount account = new FakeAccount();
  private final Ring ring = Calls.ring();
  private PhonePanel panel;

  @Before
  public void thePanelMayBeDrawn() {
    ShadowSettings.setCanDrawOverlays(true);
    panel = new PhonePanel(app, account);
  }

  @After
  public void theWindowIsLetGo() {
    panel.ended(ring.id());
    shadowOf(Looper.getMainLooper()).idleFor(PanelCalls.LONGEST_RING);
  }

  @Test
  public void theWindowStandsOverTheCallAndTakesNoKeys() {
    panel.ringing(ring);
    idle();
    WindowManager.LayoutParams place = (WindowManager.LayoutParams) window().getLayoutParams();
    assertThat(place.type).isEqualTo(WindowManager.LayoutParams.TYPE_APPLICATION_OVERLAY);
    assertThat(place.flags & WindowManager.LayoutParams.FLAG_NOT_FOCUSABLE).isNotZero();
    assertThat(place.flags & showWhenLocked()).isNotZero();
    assertThat(notices()).isEmpty();
  }

  @Test
  public void oneWindowIsDrawnAnewInPlaceAndGoesWithTheCall() {
    panel.ringing(ring);
    idle();
    View before = window();
    assertThat(text(R.id.panel_label)).isEqualTo("Looking up the caller…");
    panel.card(ring.id(), Calls.eva(), false);
    idle();
    assertThat(window()).isSameAs(before);
    assertThat(text(R.id.panel_name)).isEqualTo("Eva Kern");
    assertThat(text(R.id.panel_business_amount)).isEqualTo("€12,500");
    panel.ended(ring.id());
    idle();
    assertThat(Windows.overlays()).isEmpty();
    panel.ringing(Calls.ring());
    idle();
    assertThat(window()).isSameAs(before);
  }

  @Test
  public void anAnswerForAnEarlierCallIsNotShown() {
    Ring second = Calls.ring();
    panel.ringing(ring);
    panel.ended(ring.id());
    panel.ringing(second);
    panel.card(ring.id(), Calls.eva(), false);
    idle();
    assertThat(text(R.id.panel_label)).isEqualTo("Looking up the caller…");
  }

  @Test
  public void itBecomesSlowAndThenGoesWithoutAWordFromAnybody() {
    panel.ringing(ring);
    shadowOf(Looper.getMainLooper()).idleFor(PanelCalls.USUAL_SEARCH);
    assertThat(text(R.id.panel_label)).isEqualTo("Still looking up…");
    shadowOf(Looper.getMainLooper()).idleFor(PanelCalls.LONGEST_RING);
    assertThat(Windows.overlays()).isEmpty();
  }

  @Test
  public void itGoesAMomentAfterTheAnswer() {
    panel.ringing(ring);
    panel.answered(ring.id());
    idle();
    assertThat(Windows.overlays()).hasSize(1);
    shadowOf(Looper.getMainLooper()).idleFor(PanelCalls.AFTER_ANSWER);
    assertThat(Windows.overlays()).isEmpty();
  }

  @Test
  public void closingItClosesItForThisCall() {
    panel.ringing(ring);
    idle();
    window().findViewById(R.id.panel_close).performClick();
    idle();
    assertThat(Windows.overlays()).isEmpty();
    panel.card(ring.id(), Calls.eva(), false);
    idle();
    assertThat(Windows.overlays()).isEmpty();
  }

  @Test
  public void aTapOpensTheRecordOnlyWhenThePhoneIsUnlocked() {
    panel.ringing(ring);
    panel.card(ring.id(), Calls.eva(), false);
    idle();
    lock(true);
    window().findViewById(R.id.panel_who).performClick();
    assertThat(shadowOf(app).getNextStartedActivity()).isNull();
    lock(false);
    window().findViewById(R.id.panel_who).performClick();
    Intent opened = shadowOf(app).getNextStartedActivity();
    assertThat(opened.getDataString())
        .isEqualTo("https://muster.bitrix24.de/crm/contact/details/512/");
    window().findViewById(R.id.panel_business).performClick();
    assertThat(shadowOf(app).getNextStartedActivity().getDataString()).contains("/deal/");
  }

  @Test
  public void otherAddressesThanThoseOfTheWebAreNotFollowed() {
    assertThat(RecordLink.open(app, "intent://x#Intent;end")).isFalse();
    assertThat(RecordLink.open(app, "file:///data/x")).isFalse();
    assertThat(RecordLink.open(app, "javascript:1")).isFalse();
    assertThat(shadowOf(app).getNextStartedActivity()).isNull();
  }

  @Test
  public void itIsDraggedAndKeepsItsPlaceForEachOrientation() {
    panel.ringing(ring);
    idle();
    WindowManager.LayoutParams place = (WindowManager.LayoutParams) window().getLayoutParams();
    int y = place.y;
    drag(0, 200);
    assertThat(place.y).isEqualTo(y + 200);
    drag(0, 100_000);
    assertThat(place.y).isLessThanOrEqualTo(screenHeight());
    int kept = place.y;
    panel.ended(ring.id());
    panel.ringing(Calls.ring());
    idle();
    assertThat(((WindowManager.LayoutParams) window().getLayoutParams()).y).isEqualTo(kept);
    assertThat(new PanelPreferences(app).position(2)).isEmpty();
    assertThat(new PanelPreferences(app).position(1)).isPresent();
  }

  @Test
  public void whoMayNotDrawNotifies() {
    ShadowSettings.setCanDrawOverlays(false);
    panel.ringing(ring);
    idle();
    assertThat(Windows.overlays()).isEmpty();
    panel.card(ring.id(), Calls.eva(), false);
    idle();
    assertThat(notices()).hasSize(1);
    Notification notice = notices().get(0);
    assertThat(notice.extras.getString(Notification.EXTRA_TITLE)).isEqualTo("Eva Kern");
    assertThat(notice.getChannelId()).isEqualTo(PanelNotice.LOUD);
    assertThat(notice.flags & Notification.FLAG_ONLY_ALERT_ONCE).isNotZero();
    assertThat(notice.getTimeoutAfter()).isEqualTo(PanelCalls.LONGEST_RING.toMillis());
    assertThat(shadowOf(notice.contentIntent).getSavedIntent().getDataString())
        .contains("/contact/");
    assertThat(importance(PanelNotice.LOUD)).isEqualTo(NotificationManager.IMPORTANCE_HIGH);
    panel.ended(ring.id());
    idle();
    assertThat(notices()).isEmpty();
  }

  @Test
  public void thePublicNotificationNamesNobodyIfTheUserSaysSo() {
    ShadowSettings.setCanDrawOverlays(false);
    new PanelPreferences(app).showNamesOnLockScreen(false);
    panel.ringing(ring);
    panel.card(ring.id(), Calls.eva(), false);
    idle();
    Notification notice = notices().get(0);
    assertThat(notice.visibility).isEqualTo(Notification.VISIBILITY_PRIVATE);
    assertThat(notice.publicVersion.extras.toString())
        .doesNotContain("Eva")
        .doesNotContain("Muster");
    assertThat(notice.publicVersion.extras.getString(Notification.EXTRA_TITLE))
        .isEqualTo("+49\u00a01511\u00a02345678");
  }

  @Test
  public void aLockedScreenThatMayNotNameShowsTheNameOnceUnlocked() {
    new PanelPreferences(app).showNamesOnLockScreen(false);
    lock(true);
    panel.ringing(ring);
    panel.card(ring.id(), Calls.eva(), false);
    idle();
    assertThat(text(R.id.panel_name)).isEqualTo("+49\u00a01511\u00a02345678");
    assertThat(notices()).hasSize(1);
    assertThat(notices().get(0).getChannelId()).isEqualTo(PanelNotice.QUIET);
    lock(false);
    shadowOf(Looper.getMainLooper()).idleFor(Duration.ofSeconds(1));
    assertThat(text(R.id.panel_name)).isEqualTo("Eva Kern");
    assertThat(notices()).isEmpty();
  }

  @Test
  public void neitherCompanyNorUserIsOverruled() {
    account.settings = new PhoneSettings(false, false);
    panel.ringing(ring);
    idle();
    assertThat(Windows.overlays()).isEmpty();
    account.settings = new PhoneSettings(true, false);
    account.panelWanted = false;
    ShadowSettings.setCanDrawOverlays(false);
    panel.ringing(ring);
    panel.card(ring.id(), Calls.eva(), false);
    idle();
    assertThat(notices()).isEmpty();
  }

  @Test
  public void theSecondCallTakesThePanelOver() {
    Ring second = Calls.ring();
    panel.ringing(ring);
    panel.card(ring.id(), Calls.eva(), false);
    panel.answered(ring.id());
    panel.ringing(second);
    panel.card(second.id(), Calls.without(Card.Kind.UNKNOWN), false);
    idle();
    assertThat(text(R.id.panel_label)).isEqualTo("Not in Bitrix24 yet");
    panel.ended(second.id());
    shadowOf(Looper.getMainLooper()).idleFor(PanelCalls.AFTER_ANSWER);
    assertThat(Windows.overlays()).isEmpty();
  }

  @Test
  public void manyThreadsMaySpeakAtOnce() throws InterruptedException {
    List<Thread> threads =
        java.util.stream.Stream.generate(
                () ->
                    new Thread(
                        () -> {
                          UUID id = UUID.randomUUID();
                          panel.ringing(Calls.ring(id));
                          panel.card(id, Calls.eva(), false);
                          panel.ended(id);
                        }))
            .limit(8)
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    idle();
    assertThat(Windows.overlays()).isEmpty();
  }

  private void drag(int dx, int dy) {
    View view = window();
    long at = SystemClock.uptimeMillis();
    int[][] points = {{0, 0}, {dx / 2, dy / 2}, {dx, dy}};
    for (int i = 0; i < points.length; i++) {
      int action = i == 0 ? MotionEvent.ACTION_DOWN : MotionEvent.ACTION_MOVE;
      touch(view, at, action, points[i]);
    }
    touch(view, at, MotionEvent.ACTION_UP, points[2]);
    idle();
  }

  private static void touch(View view, long at, int action, int[] by) {
    MotionEvent event = MotionEvent.obtain(at, at, action, 300 + by[0], 400 + by[1], 0);
    view.dispatchTouchEvent(event);
    event.recycle();
  }

  private int screenHeight() {
    return app.getResources().getDisplayMetrics().heightPixels;
  }

  private void lock(boolean locked) {
    shadowOf(app.getSystemService(KeyguardManager.class)).setKeyguardLocked(locked);
  }

  private List<Notification> notices() {
    return shadowOf(app.getSystemService(NotificationManager.class)).getAllNotifications();
  }

  private int importance(String channel) {
    return app.getSystemService(NotificationManager.class)
        .getNotificationChannel(channel)
        .getImportance();
  }

  private static View window() {
    List<View> overlays = Windows.overlays();
    assertThat(overlays).hasSize(1);
    return overlays.get(0);
  }

  private static String text(int id) {
    return window().<TextView>findViewById(id).getText().toString();
  }

  private static void idle() {
    shadowOf(Looper.getMainLooper()).idle();
  }

  @SuppressWarnings("deprecation")
  private static int showWhenLocked() {
    return WindowManager.LayoutParams.FLAG_SHOW_WHEN_LOCKED;
  }
}
