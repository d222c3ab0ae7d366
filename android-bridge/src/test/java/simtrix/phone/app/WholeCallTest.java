package simtrix.phone.app;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;

import android.provider.CallLog.Calls;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.json.JSONObject;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import org.robolectric.shadows.ShadowLog;
import simtrix.phone.history.PastCall;
import simtrix.phone.testing.FakeServer;
import simtrix.phone.testing.PairedPhone;
import simtrix.phone.testing.Soon;
import simtrix.phone.testing.TestPhone;

/** The app as a whole: Android's broadcasts at one end, the bridge API at the other. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = TestPhone.class)
public class WholeCallTest {

  @Rule public final PairedPhone phone = new PairedPhone();

  @Test
  public void aCallRingsShowsItsCardEndsAndReachesTheServer() throws Exception {
    Instant rang = phone.clock.now();
    phone.line.ring(EVA);
    Soon.until(() -> phone.app.recordingPanel().words().contains("card KNOWN"));
    phone.clock.pass(Duration.ofSeconds(7));
    phone.line.offhook();
    Soon.until(() -> states().contains("ANSWERED"));
    phone.clock.pass(Duration.ofSeconds(42));
    phone.line.idle();
    phone.log.add(Calls.INCOMING_TYPE, rang, 42, EVA);

    JSONObject ended = ended();
    assertThat(ended.getString("outcome")).isEqualTo("ANSWERED");
    assertThat(ended.getString("number")).isEqualTo(EVA);
    assertThat(ended.getString("presentation")).isEqualTo("ALLOWED");
    assertThat(talk(ended)).isEqualTo(42);
    assertThat(phone.server.calls()).hasSize(1);
    assertThat(phone.app.recordingPanel().words())
        .containsSubsequence("ringing", "card KNOWN", "answered", "ended");
    Soon.until(() -> phone.waiting() == 0);
    Soon.until(() -> past().name().isPresent());
    assertThat(past().name()).contains("Eva Kern");
    assertThat(past().state()).isEqualTo(PastCall.CrmState.ON_SERVER);
  }

  @Test
  public void aRejectedCallIsToldApartFromAMissedOne() throws Exception {
    phone.line.ring(EVA);
    phone.line.idle();
    phone.log.add(Calls.REJECTED_TYPE, phone.clock.now(), 0, EVA);

    assertThat(ended().getString("outcome")).isEqualTo("REJECTED");
  }

  @Test
  public void aWithheldNumberIsToldWithItsReason() throws Exception {
    phone.line.ringWithheld();
    Soon.until(() -> states().contains("RINGING"));
    phone.line.idle();
    phone.log.add(Calls.MISSED_TYPE, phone.clock.now(), 0, "", Calls.PRESENTATION_RESTRICTED, null);

    JSONObject ended = ended();
    assertThat(ended.getString("presentation")).isEqualTo("RESTRICTED");
    assertThat(ended.isNull("number")).isTrue();
  }

  @Test
  public void withoutTheCallLogTheBroadcastsHaveToDo() throws Exception {
    phone.hideTheLog();
    phone.line.ring(EVA);
    phone.line.idle();

    assertThat(ended().getString("outcome")).isEqualTo("MISSED");
  }

  @Test
  public void nothingThatIsLoggedHoldsANumberANameOrTheToken() {
    phone.server.next(FakeServer.problem(503, "busy"), FakeServer.problem(503, "busy"));
    Instant rang = phone.clock.now();
    phone.line.ring(EVA);
    phone.line.offhook();
    phone.line.idle();
    phone.log.add(Calls.INCOMING_TYPE, rang, 42, EVA);
    Soon.until(
        () -> {
          phone.app.parts().outbox().sendNow();
          return states().contains("ENDED");
        });

    assertThat(ShadowLog.getLogs())
        .noneMatch(
            line ->
                line.msg != null
                    && (line.msg.contains("15112345678")
                        || line.msg.contains("Eva")
                        || line.msg.contains("token-1")));
  }

  private List<String> states() {
    return phone.server.bodies().stream().map(body -> body.optString("state")).toList();
  }

  /** Of the call's end; the ring may still be told after it. */
  private JSONObject ended() {
    Soon.until(() -> states().contains("ENDED"));
    return phone.server.bodies().get(states().lastIndexOf("ENDED"));
  }

  private PastCall past() {
    return phone.app.parts().history().recent().get(0);
  }

  private static long talk(JSONObject ended) throws Exception {
    return Duration.between(
            OffsetDateTime.parse(ended.getString("answeredAt")),
            OffsetDateTime.parse(ended.getString("endedAt")))
        .getSeconds();
  }
}
