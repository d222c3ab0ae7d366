package simtrix.phone.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;
import static simtrix.phone.testing.Calls.JAN;

import android.provider.CallLog.Calls;
import android.telephony.TelephonyManager;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.json.JSONObject;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.call.Signal;
import simtrix.phone.testing.PairedPhone;
import simtrix.phone.testing.Soon;
import simtrix.phone.testing.TestPhone;

/** What the log tells of calls that no broadcast told of. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = TestPhone.class)
public class ReconciliationAtWakeUpTest {

  @Rule public final PairedPhone phone = new PairedPhone();

  @Test
  public void callsFromBeforeThePairingConcernNobody() {
    phone.log.add(Calls.MISSED_TYPE, phone.clock.now().minusSeconds(3600), 0, EVA);
    wakeUp();

    assertThat(phone.server.calls()).isEmpty();
  }

  @Test
  public void aCallThatNobodyToldOfIsSentOnceHoweverOftenTheLogIsRead() {
    phone.logged(Calls.MISSED_TYPE, EVA);
    phone.logged(Calls.BLOCKED_TYPE, JAN);
    phone.logged(Calls.OUTGOING_TYPE, JAN);
    wakeUp();
    wakeUp();
    wakeUp();

    assertThat(phone.server.bodies()).hasSize(2);
    assertThat(phone.server.outcomes()).containsExactlyInAnyOrder("MISSED", "REJECTED");
  }

  @Test
  public void aCallThatWasFollowedIsNotMadeTwice() {
    phone.clock.pass(Duration.ofMinutes(1));
    phone.line.ring(EVA);
    phone.line.idle();
    phone.log.add(Calls.MISSED_TYPE, phone.clock.now().minusMillis(300), 0, "0151 12345678");
    Soon.until(() -> phone.server.outcomes().contains("MISSED"));
    phone.clock.pass(Duration.ofMinutes(1));
    wakeUp();
    wakeUp();

    assertThat(phone.server.calls()).hasSize(1);
  }

  @Test
  public void aSecondCallDuringTheFirstIsJudgedByItsOwnRow() throws Exception {
    Instant first = phone.clock.now();
    phone.line.ring(EVA);
    Soon.until(() -> phone.server.calls().size() == 1);
    phone.line.offhook();
    phone.clock.pass(Duration.ofSeconds(20));
    Instant second = phone.clock.now();
    phone.line.ring(JAN);
    Soon.until(() -> phone.server.calls().size() == 2);
    phone.line.offhook();
    phone.line.idle();
    phone.log.add(Calls.MISSED_TYPE, second, 0, JAN);
    phone.log.add(Calls.INCOMING_TYPE, first, 33, EVA);

    Soon.until(() -> phone.server.outcomes().size() == 2);
    for (JSONObject call : phone.server.calls().values()) {
      assertThat(call.getString("outcome"))
          .isEqualTo(call.getString("number").equals(JAN) ? "MISSED" : "ANSWERED");
    }
  }

  @Test
  public void theScreeningServiceBringsTheNumberThatTheBroadcastsLack() throws Exception {
    phone.hideTheLog();
    phone.app.watch().hear(Signal.announced(EVA, phone.clock.now()), () -> {});
    phone.line.send(TelephonyManager.EXTRA_STATE_RINGING, null);
    Soon.until(() -> phone.server.calls().size() == 1);
    phone.line.idle();

    Soon.until(() -> phone.server.outcomes().contains("MISSED"));
    assertThat(phone.server.calls().values().iterator().next().getString("number")).isEqualTo(EVA);
  }

  @Test
  public void aLogThatWasWipedIsReadFromItsNewBeginning() {
    phone.logged(Calls.MISSED_TYPE, EVA);
    wakeUp();
    phone.log.wipe();
    phone.logged(Calls.MISSED_TYPE, JAN);
    wakeUp();

    assertThat(phone.server.calls()).hasSize(2);
  }

  @Test
  public void aPhoneThatIsNobodysFollowsNoCalls() {
    phone.app.parts().account().unpair();
    phone.line.ring(EVA);
    phone.line.idle();
    wakeUp();

    assertThat(phone.server.calls()).isEmpty();
    assertThat(phone.app.parts().history().recent()).isEmpty();
  }

  /** All that the log tells has been told to the server when it is over. */
  private void wakeUp() {
    CountDownLatch done = new CountDownLatch(1);
    phone.app.watch().wakeUp(done::countDown);
    Soon.until(() -> done.getCount() == 0);
    phone.app.parts().outbox().sendNow();
  }
}
