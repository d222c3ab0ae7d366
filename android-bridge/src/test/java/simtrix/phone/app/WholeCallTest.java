package simtrix.phone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest;
import android.provider.CallLog.Calls;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.json.JSONObject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowLog;
import simtrix.phone.account.PairingCode;
import simtrix.phone.account.PairingResult;
import simtrix.phone.history.PastCall;
import simtrix.phone.testing.Broadcasts;
import simtrix.phone.testing.FakeCallLog;
import simtrix.phone.testing.FakeKeystore;
import simtrix.phone.testing.FakeServer;
import simtrix.phone.testing.Soon;
import simtrix.phone.testing.TestPhone;

/** The app as a whole: Android's broadcasts at one end, the bridge API at the other. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = TestPhone.class)
public class WholeCallTest {

  private static final String EVA = "+4915112345678";

  private final FakeServer server = new FakeServer();
  private TestPhone phone;
  private FakeCallLog log;
  private Broadcasts line;

  @Before
  public void aPairedPhone() {
    FakeKeystore.install();
    phone = (TestPhone) RuntimeEnvironment.getApplication();
    shadowOf(phone)
        .grantPermissions(Manifest.permission.READ_PHONE_STATE, Manifest.permission.READ_CALL_LOG);
    log = FakeCallLog.install();
    line = new Broadcasts(phone);
    assertThat(phone.parts().account().pair(new PairingCode(server.url(), "H7KM-3QXP")))
        .isEqualTo(PairingResult.PAIRED);
  }

  @After
  public void close() throws Exception {
    server.close();
  }

  @Test
  public void aCallRingsShowsItsCardEndsAndReachesTheServer() throws Exception {
    Instant rang = Instant.now();
    line.ring(EVA);
    Soon.until(() -> phone.recordingPanel().words().contains("card KNOWN"));
    line.offhook();
    Soon.until(() -> states().contains("ANSWERED"));
    line.idle();
    log.add(Calls.INCOMING_TYPE, rang, 42, EVA);

    Soon.until(() -> states().contains("ENDED"));
    JSONObject ended = server.bodies().get(server.bodies().size() - 1);
    assertThat(ended.getString("outcome")).isEqualTo("ANSWERED");
    assertThat(ended.getString("number")).isEqualTo(EVA);
    assertThat(ended.getString("presentation")).isEqualTo("ALLOWED");
    assertThat(talk(ended)).isEqualTo(42);
    assertThat(server.calls()).hasSize(1);
    assertThat(phone.recordingPanel().words())
        .containsSubsequence("ringing", "card KNOWN", "answered", "ended");
    Soon.until(() -> phone.parts().outbox().state().waiting() == 0);
    PastCall past = phone.parts().history().recent().get(0);
    assertThat(past.name()).contains("Eva Kern");
    assertThat(past.state()).isEqualTo(PastCall.CrmState.ON_SERVER);
  }

  @Test
  public void aRejectedCallIsToldApartFromAMissedOne() throws Exception {
    Instant rang = Instant.now();
    line.ring(EVA);
    line.idle();
    log.add(Calls.REJECTED_TYPE, rang, 0, EVA);

    Soon.until(() -> states().contains("ENDED"));
    assertThat(server.bodies().get(server.bodies().size() - 1).getString("outcome"))
        .isEqualTo("REJECTED");
  }

  @Test
  public void aWithheldNumberIsToldWithItsReason() throws Exception {
    Instant rang = Instant.now();
    line.ringWithheld();
    Soon.until(() -> states().contains("RINGING"));
    line.idle();
    log.add(Calls.MISSED_TYPE, rang, 0, "", Calls.PRESENTATION_RESTRICTED, null);

    Soon.until(() -> states().contains("ENDED"));
    JSONObject ended = server.bodies().get(server.bodies().size() - 1);
    assertThat(ended.getString("presentation")).isEqualTo("RESTRICTED");
    assertThat(ended.isNull("number")).isTrue();
  }

  @Test
  public void withoutTheCallLogTheBroadcastsHaveToDo() throws Exception {
    shadowOf(phone).denyPermissions(Manifest.permission.READ_CALL_LOG);
    line.ring(EVA);
    line.idle();

    Soon.until(() -> states().contains("ENDED"));
    assertThat(server.bodies().get(server.bodies().size() - 1).getString("outcome"))
        .isEqualTo("MISSED");
  }

  @Test
  public void nothingThatIsLoggedHoldsANumberANameOrTheToken() throws Exception {
    server.next(FakeServer.problem(503, "busy"), FakeServer.problem(503, "busy"));
    aCallRingsShowsItsCardEndsAndReachesTheServerWithoutCard();

    assertThat(ShadowLog.getLogs())
        .noneMatch(
            line ->
                line.msg != null
                    && (line.msg.contains("15112345678")
                        || line.msg.contains("Eva")
                        || line.msg.contains("token-1")));
  }

  private void aCallRingsShowsItsCardEndsAndReachesTheServerWithoutCard() {
    Instant rang = Instant.now();
    line.ring(EVA);
    line.offhook();
    line.idle();
    log.add(Calls.INCOMING_TYPE, rang, 42, EVA);
    Soon.until(
        () -> {
          phone.parts().outbox().sendNow();
          return states().contains("ENDED");
        });
  }

  private List<String> states() {
    return server.bodies().stream().map(body -> body.optString("state")).toList();
  }

  private static long talk(JSONObject ended) throws Exception {
    return Duration.between(
            OffsetDateTime.parse(ended.getString("answeredAt")),
            OffsetDateTime.parse(ended.getString("endedAt")))
        .getSeconds();
  }
}
