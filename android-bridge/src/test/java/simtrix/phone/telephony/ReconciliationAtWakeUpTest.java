package simtrix.phone.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.robolectric.Shadows.shadowOf;

import android.Manifest;
import android.provider.CallLog.Calls;
import android.telephony.TelephonyManager;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.annotation.Config;
import simtrix.phone.account.PairingCode;
import simtrix.phone.call.Signal;
import simtrix.phone.testing.Broadcasts;
import simtrix.phone.testing.FakeCallLog;
import simtrix.phone.testing.FakeKeystore;
import simtrix.phone.testing.FakeServer;
import simtrix.phone.testing.Soon;
import simtrix.phone.testing.TestPhone;

/** What the log tells of calls that no broadcast told of. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = TestPhone.class)
public class ReconciliationAtWakeUpTest {

  private static final String EVA = "+4915112345678";
  private static final String JAN = "+420777123456";

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
    log.add(Calls.MISSED_TYPE, Instant.now().minusSeconds(3600), 0, EVA);
    phone.parts().account().pair(new PairingCode(server.url(), "H7KM-3QXP"));
  }

  @After
  public void close() throws Exception {
    server.close();
  }

  @Test
  public void callsFromBeforeThePairingConcernNobody() throws Exception {
    wakeUp();

    assertThat(server.calls()).isEmpty();
  }

  @Test
  public void aCallThatNobodyToldOfIsSentOnceHoweverOftenTheLogIsRead() throws Exception {
    log.add(Calls.MISSED_TYPE, Instant.now().plusSeconds(20), 0, EVA);
    log.add(Calls.BLOCKED_TYPE, Instant.now().plusSeconds(40), 0, JAN);
    log.add(Calls.OUTGOING_TYPE, Instant.now().plusSeconds(60), 30, JAN);
    wakeUp();
    wakeUp();
    Soon.until(() -> server.calls().size() == 2);
    wakeUp();

    assertThat(server.calls()).hasSize(2);
    assertThat(server.bodies()).hasSize(2);
    assertThat(outcomes()).containsExactlyInAnyOrder("MISSED", "REJECTED");
  }

  @Test
  public void aCallThatWasFollowedIsNotMadeTwice() throws Exception {
    Instant rang = Instant.now();
    line.ring(EVA);
    line.idle();
    log.add(Calls.MISSED_TYPE, rang.minusMillis(300), 0, "0151 12345678");
    Soon.until(() -> outcomes().contains("MISSED"));
    wakeUp();
    wakeUp();

    assertThat(server.calls()).hasSize(1);
  }

  @Test
  public void aSecondCallDuringTheFirstIsJudgedByItsOwnRow() throws Exception {
    Instant first = Instant.now();
    line.ring(EVA);
    Soon.until(() -> server.calls().size() == 1);
    line.offhook();
    Instant second = Instant.now();
    line.ring(JAN);
    Soon.until(() -> server.calls().size() == 2);
    line.offhook();
    line.idle();
    log.add(Calls.MISSED_TYPE, second, 0, JAN);
    log.add(Calls.INCOMING_TYPE, first, 33, EVA);

    Soon.until(() -> outcomes().size() == 2);
    for (JSONObject call : server.calls().values()) {
      assertThat(call.getString("outcome"))
          .isEqualTo(call.getString("number").equals(JAN) ? "MISSED" : "ANSWERED");
    }
  }

  @Test
  public void theScreeningServiceBringsTheNumberThatTheBroadcastsLack() throws Exception {
    shadowOf(phone).denyPermissions(Manifest.permission.READ_CALL_LOG);
    phone.watch().hear(Signal.announced(EVA, Instant.now()), () -> {});
    line.send(TelephonyManager.EXTRA_STATE_RINGING, null);
    Soon.until(() -> server.calls().size() == 1);
    line.idle();

    Soon.until(() -> outcomes().contains("MISSED"));
    assertThat(server.calls().values().iterator().next().getString("number")).isEqualTo(EVA);
  }

  @Test
  public void aLogThatWasWipedIsReadFromItsNewBeginning() throws Exception {
    log.add(Calls.MISSED_TYPE, Instant.now().plusSeconds(20), 0, EVA);
    wakeUp();
    log.wipe();
    log.add(Calls.MISSED_TYPE, Instant.now().plusSeconds(50), 0, JAN);
    wakeUp();

    Soon.until(() -> server.calls().size() == 2);
  }

  @Test
  public void aPhoneThatIsNobodysFollowsNoCalls() throws Exception {
    phone.parts().account().unpair();
    line.ring(EVA);
    line.idle();
    wakeUp();

    assertThat(server.calls()).isEmpty();
    assertThat(phone.parts().history().recent()).isEmpty();
  }

  private void wakeUp() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    phone.watch().wakeUp(done::countDown);
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    phone.parts().outbox().sendNow();
  }

  private List<String> outcomes() {
    return server.calls().values().stream()
        .map(body -> body.optString("outcome"))
        .filter(outcome -> !outcome.isEmpty())
        .toList();
  }
}
