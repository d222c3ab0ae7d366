package simtrix.phone.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;

import java.time.Duration;
import java.time.Instant;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeServer;

/** When an outbox that did not get through tries again. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = android.app.Application.class)
public class WaitingTest {

  @Rule public final Bench bench = Bench.paired();

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
  public void aShortWaitIsWaitedForInTheProcessAndOnceHoweverOftenItIsWoken() {
    bench.server.down(true);
    for (int calls = 0; calls < 3; calls++) {
      bench.keep(bench.missed(EVA));
      bench.outbox.wake();
    }
    assertThat(bench.timer.planned()).isEqualTo(1);
    bench.server.down(false);

    bench.clock.pass(Duration.ofSeconds(6));
    bench.timer.pass(Duration.ofSeconds(6));

    assertThat(bench.server.calls()).hasSize(3);
    assertThat(bench.timer.planned()).isZero();
  }

  @Test
  public void androidIsAskedToWakeTheAppForWhatWaits() {
    bench.keep(bench.missed(EVA));
    bench.server.next(FakeServer.problem(503, "later").setHeader("Retry-After", "600"));
    bench.outbox.send();

    assertThat(bench.jobs.asked()).anyMatch(job -> job.startsWith("send in 6"));
  }
}
