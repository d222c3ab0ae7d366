package simtrix.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest;
import android.provider.CallLog.Calls;
import android.view.View;
import android.widget.TextView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowSettings;
import simtrix.phone.account.Account;
import simtrix.phone.account.PairingCode;
import simtrix.phone.account.PairingResult;
import simtrix.phone.outbox.OutboxState;
import simtrix.phone.panel.Panel;
import simtrix.phone.panel.PhonePanel;
import simtrix.phone.testing.Broadcasts;
import simtrix.phone.testing.FakeCallLog;
import simtrix.phone.testing.FakeClock;
import simtrix.phone.testing.FakeKeystore;
import simtrix.phone.testing.RealServer;
import simtrix.phone.testing.Soon;
import simtrix.phone.testing.TestPhone;
import simtrix.phone.testing.Windows;

/** From a ringing phone to the CRM: the app, the server as it is, and the Bitrix24 sandbox. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = 35,
    application = EndToEndTest.PhoneWithPanel.class,
    qualifiers = "en-rUS-w411dp-h891dp-xhdpi")
public class EndToEndTest {

  private static final String EVA = "+491713920001";
  private static final String SOEHNKE = "+491713920004";
  private static final String STRANGER = "+491713920097";

  private static RealServer server;

  private TestPhone phone;
  private FakeClock clock;
  private FakeCallLog log;
  private Broadcasts line;

  /** With the panel that a user sees. */
  public static class PhoneWithPanel extends TestPhone {

    @Override
    protected Panel panel(Account account) {
      return new PhonePanel(this, account);
    }
  }

  @BeforeClass
  public static void theServer() throws IOException {
    server = RealServer.started();
  }

  @AfterClass
  public static void stopTheServer() {
    if (server != null) {
      server.close();
    }
  }

  @Before
  public void aPairedPhone() throws Exception {
    FakeKeystore.install();
    ShadowSettings.setCanDrawOverlays(true);
    phone = (TestPhone) RuntimeEnvironment.getApplication();
    clock = phone.clock();
    clock.set(Instant.now().minus(Duration.ofMinutes(30)));
    shadowOf(phone)
        .grantPermissions(Manifest.permission.READ_PHONE_STATE, Manifest.permission.READ_CALL_LOG);
    log = FakeCallLog.install();
    line = new Broadcasts(phone);
    assertThat(phone.parts().account().pair(new PairingCode(server.url(), server.pairingCode())))
        .isEqualTo(PairingResult.PAIRED);
  }

  @Test
  public void aCustomerIsNamedWhileItRingsAndTheCallStandsOnTheTimeline() throws Exception {
    Instant rang = clock.now();
    line.ring(EVA);
    Soon.until(() -> panelSays("Eva Kern") && panelSays("Angebot Fräsmaschine 2026-17"));
    line.offhook();
    line.idle();
    log.add(Calls.INCOMING_TYPE, rang, 42, EVA);

    Soon.until(() -> linked(EVA).length() > 0);
    assertThat(calls(EVA)).hasSize(1);
    JSONObject call = calls(EVA).get(0);
    assertThat(call.getString("code")).isEqualTo("200");
    assertThat(call.getInt("seconds")).isEqualTo(42);
    assertThat(linked(EVA).getString(0)).isEqualTo("Angebot Fräsmaschine 2026-17");
    assertThat(Windows.overlays()).isEmpty();
    Soon.until(() -> outbox().waiting() == 0);
  }

  @Test
  public void aStrangerWhomNobodyAnswersBecomesALead() throws Exception {
    Instant rang = clock.now();
    line.ring(STRANGER);
    Soon.until(() -> panelSays("Not in Bitrix24 yet"));
    line.idle();
    log.add(Calls.MISSED_TYPE, rang, 0, STRANGER);

    Soon.until(() -> leadsOf(STRANGER).size() == 1 && calls(STRANGER).size() == 1);
    assertThat(leadsOf(STRANGER).get(0).getBoolean("madeBySimtrix")).isTrue();
    assertThat(calls(STRANGER).get(0).getString("code")).isEqualTo("304");
  }

  @Test
  public void aCallWhileTheServerIsDownIsWrittenOnceWhenItIsBack() throws Exception {
    Instant rang = clock.now();
    line.ring(SOEHNKE);
    Soon.until(() -> panelSays("Söhnke Hansen"));
    server.stop();
    line.offhook();
    line.idle();
    log.add(Calls.INCOMING_TYPE, rang, 65, SOEHNKE);
    Soon.until(() -> outbox().trouble().isPresent() && outbox().waiting() > 0);
    assertThat(outbox().trouble()).contains(OutboxState.Trouble.NO_ANSWER);

    server.start();
    Soon.until(
        () -> {
          phone.parts().outbox().sendNow();
          return outbox().waiting() == 0;
        });
    Soon.until(() -> calls(SOEHNKE).size() == 1);
    assertThat(calls(SOEHNKE).get(0).getInt("seconds")).isEqualTo(65);

    clock.pass(Duration.ofMinutes(10));
    line.ring(SOEHNKE);
    line.idle();
    log.add(Calls.MISSED_TYPE, clock.now(), 0, SOEHNKE);
    Soon.until(() -> codes(SOEHNKE).contains("304"));
    assertThat(codes(SOEHNKE)).containsExactly("304", "200");
  }

  private OutboxState outbox() {
    return phone.parts().outbox().state();
  }

  private static List<JSONObject> calls(String number) throws IOException, JSONException {
    return server.timeline(number).stream()
        .filter(entry -> "ACTIVITY".equals(entry.optString("kind")))
        .toList();
  }

  /** What the calls are bound to besides; Bitrix24 is told of that in a further request. */
  private static JSONArray linked(String number) throws IOException, JSONException {
    List<JSONObject> calls = calls(number);
    return calls.isEmpty() ? new JSONArray() : calls.get(0).getJSONArray("linked");
  }

  private static List<String> codes(String number) throws IOException, JSONException {
    return calls(number).stream().map(call -> call.optString("code")).toList();
  }

  private static List<JSONObject> leadsOf(String number) throws IOException, JSONException {
    return server.leads().stream().filter(lead -> number.equals(lead.optString("phone"))).toList();
  }

  private static boolean panelSays(String text) {
    return Windows.overlays().stream().anyMatch(window -> says(window, text));
  }

  private static boolean says(View window, String text) {
    ArrayList<View> found = new ArrayList<>();
    window.findViewsWithText(found, text, View.FIND_VIEWS_WITH_TEXT);
    return found.stream().anyMatch(view -> view instanceof TextView && view.isShown());
  }
}
