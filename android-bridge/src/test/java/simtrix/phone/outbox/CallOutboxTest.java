package simtrix.phone.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import okhttp3.mockwebserver.MockResponse;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.account.PairingCode;
import simtrix.phone.call.Call;
import simtrix.phone.call.Outcome;
import simtrix.phone.call.Verdict;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeServer;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {29, 35},
    application = android.app.Application.class)
public class CallOutboxTest {

  private static final String EVA = "+4915112345678";

  private Bench bench;

  @Before
  public void aPairedPhone() {
    bench = new Bench();
    bench.pair();
  }

  @After
  public void close() throws Exception {
    bench.close();
  }

  @Test
  public void whatTheServerTakesLeavesTheOutbox() {
    Call call = bench.keep(bench.missed(EVA));

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(bench.server.calls()).containsOnlyKeys(call.id().toString());
    OutboxState state = bench.outbox.state();
    assertThat(state.waiting()).isZero();
    assertThat(state.lastAccepted()).contains(bench.clock.now());
    assertThat(state.trouble()).isEmpty();
  }

  @Test
  public void aKilledProcessLosesNothing() {
    Call call = bench.keep(bench.missed(EVA));
    bench.kill();

    assertThat(bench.outbox.state().waiting()).isEqualTo(1);
    bench.outbox.send();
    assertThat(bench.server.calls()).containsOnlyKeys(call.id().toString());
  }

  @Test
  public void everyCommitIsOnTheDisk() {
    assertThat(pragma("synchronous")).isEqualTo("2");
  }

  @Test
  public void fourteenDaysWithoutNetworkLoseNothing() {
    bench.online = false;
    List<Call> kept = new ArrayList<>();
    for (int day = 0; day < 14; day++) {
      kept.add(bench.keep(bench.missed(EVA)));
      bench.server.down(true);
      assertThat(bench.outbox.send()).isPresent();
      assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.NO_NETWORK);
      bench.clock.pass(Duration.ofDays(1));
      bench.book.forget(bench.clock.now().minus(Duration.ofDays(9)));
      bench.kill();
    }
    bench.online = true;
    bench.server.down(false);
    assertThat(bench.outbox.state().waiting()).isEqualTo(14);
    assertThat(bench.outbox.state().oldest()).contains(kept.get(0).rangAt());

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(bench.server.calls().keySet())
        .containsExactlyInAnyOrderElementsOf(kept.stream().map(c -> c.id().toString()).toList());
  }

  @Test
  public void anEndTakesThePlaceOfTheAnswerThatWasNotSent() throws Exception {
    Call answered = bench.answered(EVA);
    Call talking =
        new Call(
            answered.id(),
            answered.number(),
            answered.presentation(),
            answered.slot(),
            answered.rangAt(),
            false,
            answered.pickedUpAt(),
            Optional.empty(),
            Optional.empty());
    bench.keep(talking);
    bench.keep(answered);

    bench.outbox.send();

    assertThat(bench.server.bodies()).hasSize(1);
    assertThat(bench.server.bodies().get(0).getString("state")).isEqualTo("ENDED");
    assertThat(bench.server.bodies().get(0).getString("answeredAt")).isNotEmpty();
  }

  @Test
  public void anAnswerToAnEarlierBodyDoesNotDeleteALaterOne() {
    EventTable table = new EventTable(bench.database);
    UUID call = UUID.randomUUID();
    table.keep("c", call, Instant.EPOCH, Optional.empty(), "one");
    Event inFlight = table.next("c").orElseThrow();
    table.keep("c", call, Instant.EPOCH, Optional.empty(), "two");

    table.sent(inFlight);

    assertThat(table.next("c").orElseThrow().body()).isEqualTo("two");
    table.sent(table.next("c").orElseThrow());
    assertThat(table.next("c")).isEmpty();
  }

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
            html(200),
            html(404),
            html(401),
            html(413),
            new MockResponse().setResponseCode(302).setHeader("Location", "https://hotel/"),
            new MockResponse().setHeader("Content-Type", "application/json").setBody("{}"),
            new MockResponse()
                .setHeader("Content-Type", "application/json")
                .setBody("{\"callId\": \"another\", \"status\": \"QUEUED\"}"))) {
      bench.server.next(foreign);
      bench.outbox.sendNow();
      assertThat(bench.outbox.state().waiting()).isEqualTo(1);
      assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.SERVER_BROKEN);
    }
    assertThat(bench.outbox.refusals()).isEmpty();
    assertThat(bench.account.mustPairAgain()).isFalse();
  }

  @Test
  public void aServerThatAsksForTimeGetsIt() {
    bench.keep(bench.missed(EVA));
    bench.server.next(FakeServer.problem(503, "later").setHeader("Retry-After", "120"));

    Duration wait = bench.outbox.send().orElseThrow();

    assertThat(wait).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(144));
    assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.SERVER_BUSY);
    assertThat(bench.outbox.state().nextTry()).contains(bench.clock.now().plus(wait));
    long asked = bench.server.requests().size();
    bench.clock.pass(Duration.ofSeconds(119));
    bench.kill();
    assertThat(bench.outbox.send()).isPresent();
    assertThat(bench.server.requests()).hasSize((int) asked);
    bench.clock.pass(Duration.ofSeconds(26));
    assertThat(bench.outbox.send()).isEmpty();
  }

  @Test
  public void aDateInRetryAfterIsHeldAgainstTheServersClock() {
    bench.keep(bench.missed(EVA));
    bench.server.next(
        FakeServer.problem(429, "too fast")
            .setHeader("Date", "Tue, 24 Nov 2020 10:00:00 GMT")
            .setHeader("Retry-After", "Tue, 24 Nov 2020 10:01:00 GMT"));

    assertThat(bench.outbox.send().orElseThrow())
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
    assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.TOO_FAST);
  }

  @Test
  public void eachFurtherFailureWaitsLongerUpToHalfAnHour() {
    bench.keep(bench.missed(EVA));
    Duration before = Duration.ZERO;
    for (int i = 0; i < 12; i++) {
      bench.server.down(true);
      Duration wait = bench.outbox.send().orElseThrow();
      assertThat(wait).isGreaterThanOrEqualTo(before).isLessThan(Duration.ofMinutes(37));
      before = wait;
      bench.clock.pass(wait);
    }
    assertThat(before).isGreaterThan(Duration.ofMinutes(24));
  }

  @Test
  public void aClockThatJumpsStopsNothing() {
    bench.keep(bench.missed(EVA));
    bench.server.down(true);
    Duration wait = bench.outbox.send().orElseThrow();

    bench.clock.set(Instant.parse("2001-01-01T00:00:00Z"));
    assertThat(bench.outbox.send().orElseThrow()).isLessThanOrEqualTo(wait);
    bench.clock.pass(wait);
    bench.server.down(false);

    assertThat(bench.outbox.send()).isEmpty();
  }

  @Test
  public void aPhoneThatWasRestartedDoesNotWait() {
    bench.keep(bench.missed(EVA));
    bench.server.next(FakeServer.problem(503, "later").setHeader("Retry-After", "3600"));
    bench.outbox.send();

    bench.clock.restart();
    bench.kill();

    assertThat(bench.outbox.send()).isEmpty();
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
  public void anotherCompanyNeverGetsTheEventsOfThisOne() throws Exception {
    Call call = bench.keep(bench.missed(EVA));
    bench.account.unpair();
    try (FakeServer other = new FakeServer()) {
      bench.account.pair(new PairingCode(other.url(), "H7KM-3QXP"));
      bench.outbox.send();

      assertThat(other.calls()).isEmpty();
      assertThat(bench.outbox.state().waiting()).isEqualTo(1);
    }
    bench.pair();
    bench.outbox.send();
    assertThat(bench.server.calls()).containsKey(call.id().toString());
  }

  @Test
  public void aPhoneThatIsNobodysKeepsNothing() {
    bench.account.unpair();

    bench.keep(bench.missed(EVA));

    assertThat(bench.outbox.state().waiting()).isZero();
    assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.NOT_PAIRED);
  }

  @Test
  public void aLongBacklogGoesOutInItsOrder() throws Exception {
    int many = 500;
    bench.database.inOne(
        () -> {
          for (int i = 0; i < many; i++) {
            bench.outbox.keep(bench.missed("+49151%07d".formatted(i)));
          }
        });

    assertThat(bench.outbox.send()).isEmpty();

    assertThat(bench.server.bodies()).hasSize(many);
    for (int i = 0; i < many; i++) {
      assertThat(bench.server.bodies().get(i).getString("number"))
          .isEqualTo("+49151%07d".formatted(i));
    }
  }

  @Test
  public void onlyOneSendsAtATime() throws Exception {
    for (int i = 0; i < 20; i++) {
      bench.keep(bench.missed(EVA));
    }
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(new Thread(bench.outbox::send));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(bench.server.bodies()).hasSize(20);
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

  @Test
  public void androidIsAskedToWakeTheAppForWhatWaits() {
    bench.keep(bench.missed(EVA));
    bench.server.next(FakeServer.problem(503, "later").setHeader("Retry-After", "600"));
    bench.outbox.send();

    assertThat(bench.jobs.asked()).anyMatch(job -> job.startsWith("send in 6"));
  }

  @Test
  public void aCorrectedVerdictIsSentAgain() throws Exception {
    Call missed = bench.keep(bench.missed(EVA));
    bench.outbox.send();
    Call rejected =
        new Call(
            missed.id(),
            missed.number(),
            missed.presentation(),
            missed.slot(),
            missed.rangAt(),
            false,
            Optional.empty(),
            missed.overAt(),
            Optional.of(
                new Verdict(
                    Outcome.REJECTED, Optional.empty(), missed.overAt().orElseThrow(), true)));
    bench.keep(rejected);
    bench.outbox.send();

    assertThat(bench.server.calls().get(missed.id().toString()).getString("outcome"))
        .isEqualTo("REJECTED");
  }

  private String pragma(String name) {
    try (var row = bench.database.getReadableDatabase().rawQuery("PRAGMA " + name, null)) {
      row.moveToFirst();
      return row.getString(0);
    }
  }

  private static MockResponse html(int status) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "text/html")
        .setBody("<html>Welcome to the hotel</html>");
  }
}
