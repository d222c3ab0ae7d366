package simtrix.phone.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;

import java.time.Duration;
import java.util.List;
import okhttp3.mockwebserver.MockResponse;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.call.Call;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeServer;

/** What the outbox makes of the server's answers, and of those that are none of the server's. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = android.app.Application.class)
public class ServersAnswersTest {

  @Rule public final Bench bench = Bench.paired();

  @Test
  public void whatTheServerNeverTakesIsShownWithItsSentence() {
    for (int status : List.of(400, 404, 409, 413)) {
      bench.keep(bench.missed(EVA));
      bench.server.next(FakeServer.problem(status, "This call is another phone's."));
      assertThat(bench.outbox.send()).isEmpty();
    }

    assertThat(bench.outbox.state().waiting()).isZero();
    List<Refusal> refusals = bench.outbox.refusals();
    assertThat(refusals).extracting(Refusal::status).containsExactly(413, 409, 404, 400);
    assertThat(refusals.get(0).sentence()).isEqualTo("This call is another phone's.");
    assertThat(refusals.get(0).number()).contains(EVA);
    bench.outbox.dismiss(refusals.get(0).id());
    assertThat(bench.outbox.refusals()).hasSize(3);
  }

  @Test
  public void aRefusalOfOneDoesNotHoldUpTheOthers() {
    Call refused = bench.keep(bench.missed(EVA));
    Call good = bench.keep(bench.missed(EVA));
    bench.server.next(FakeServer.problem(400, "outcome is required"));

    bench.outbox.send();

    assertThat(bench.server.calls()).containsOnlyKeys(good.id().toString());
    assertThat(bench.outbox.refusals().get(0).call()).isEqualTo(refused.id());
  }

  @Test
  public void aLogInPageOfAHotelIsNoAcceptance() {
    bench.keep(bench.missed(EVA));
    for (MockResponse foreign :
        List.of(
            FakeServer.html(200),
            FakeServer.html(404),
            FakeServer.html(401),
            FakeServer.html(413),
            new MockResponse().setResponseCode(302).setHeader("Location", "https://hotel/"),
            FakeServer.json(200, "{}"),
            FakeServer.json(200, "{\"callId\": \"another\", \"status\": \"QUEUED\"}"))) {
      bench.server.next(foreign);
      bench.outbox.sendNow();
      assertThat(bench.outbox.state().waiting()).isEqualTo(1);
      assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.SERVER_BROKEN);
    }
    assertThat(bench.outbox.refusals()).isEmpty();
    assertThat(bench.account.mustPairAgain()).isFalse();
  }

  @Test
  public void anEventThatBreaksTheServerDoesNotHoldUpTheOthers() {
    Call poison = bench.keep(bench.missed(EVA));
    Call good = bench.keep(bench.missed(EVA));
    bench.server.next(FakeServer.problem(500, "boom"));
    Duration wait = bench.outbox.send().orElseThrow();
    bench.clock.pass(wait);

    bench.outbox.send();

    assertThat(bench.server.requests().get(bench.server.requests().size() - 2).getPath())
        .contains(good.id().toString());
    assertThat(bench.server.calls()).containsKey(poison.id().toString());
  }

  @Test
  public void aRevokedPhoneKeepsItsEventsUntilItIsPairedAgain() {
    Call call = bench.keep(bench.missed(EVA));
    bench.server.next(FakeServer.problem(401, "revoked"));

    bench.outbox.send();

    assertThat(bench.account.mustPairAgain()).isTrue();
    assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.PAIR_AGAIN);
    assertThat(bench.outbox.state().waiting()).isEqualTo(1);
    bench.pair();
    bench.outbox.send();
    assertThat(bench.server.calls()).containsKey(call.id().toString());
    assertThat(bench.account.mustPairAgain()).isFalse();
  }

  @Test
  public void anAcceptanceThatGotLostIsAskedForAgainAndDoesNoHarm() {
    Call call = bench.keep(bench.missed(EVA));
    bench.server.down(true);
    bench.outbox.send();
    bench.server.down(false);
    bench.outbox.sendNow();

    assertThat(bench.server.calls()).containsOnlyKeys(call.id().toString());
    assertThat(bench.outbox.state().waiting()).isZero();
  }
}
