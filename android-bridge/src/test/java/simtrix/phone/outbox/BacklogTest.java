package simtrix.phone.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.call.Call;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeServer;

/** Fourteen days without the server: 200 calls a day, each told three times, all on the disk. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {35},
    application = android.app.Application.class)
public class BacklogTest {

  private static final int DAYS = 14;
  private static final int CALLS_A_DAY = 200;

  @Rule public final Bench bench = Bench.paired();
  private final List<Call> kept = new ArrayList<>();

  @Before
  public void fourteenDaysWithoutTheServer() {
    withoutWaitingForTheDisk();
    bench.server.down(true);
    bench.conditions.online = false;
    for (int day = 0; day < DAYS; day++) {
      bench.database.inOne(this::aDayOfCalls);
      assertThat(bench.outbox.send()).isPresent();
      assertThat(bench.outbox.state().trouble()).contains(OutboxState.Trouble.NO_NETWORK);
      bench.clock.pass(Duration.ofHours(12));
      bench.book.forget(bench.clock.now().minus(Duration.ofDays(9)));
      die();
    }
    bench.conditions.online = true;
    bench.server.down(false);
  }

  @Test
  public void allOfItGoesOutInOrderThroughDeathsAndPauses() throws Exception {
    int waiting = DAYS * CALLS_A_DAY;
    assertThat(bench.outbox.state().waiting()).isEqualTo(waiting);
    assertThat(bench.outbox.state().oldest()).contains(kept.get(0).rangAt());

    while (waiting > 0) {
      bench.server.upset(waiting / 3 + 1, FakeServer.problem(503, "later"));
      Optional<Duration> wait = bench.outbox.send();
      int left = bench.outbox.state().waiting();
      assertThat(left).as("every round tells something").isLessThan(waiting);
      waiting = left;
      wait.ifPresent(bench.clock::pass);
      die();
    }

    assertThat(toldNumbers()).containsExactlyElementsOf(numbers(kept));
    assertThat(bench.server.calls().keySet()).containsExactlyInAnyOrderElementsOf(ids(kept));
    assertThat(bench.server.bodies())
        .allSatisfy(body -> assertThat(body.getString("state")).isEqualTo("ENDED"));
    assertThat(bench.outbox.refusals()).isEmpty();
  }

  @Test
  public void aCallThatChangesWhileTheBacklogGoesOutIsToldItsLastWord() throws Exception {
    Call early = kept.get(0);
    bench.server.upset(1500, FakeServer.problem(503, "later"));
    Duration wait = bench.outbox.send().orElseThrow();
    bench.keep(early);
    bench.clock.pass(wait);

    assertThat(bench.outbox.send()).isEmpty();

    List<String> expected = new ArrayList<>(numbers(kept));
    expected.add(early.number().orElseThrow());
    assertThat(toldNumbers()).containsExactlyElementsOf(expected);
  }

  private void die() {
    bench.kill();
    withoutWaitingForTheDisk();
  }

  /**
   * A killed process loses no commit that the disk has not confirmed; only a dead battery would.
   */
  private void withoutWaitingForTheDisk() {
    bench.database.getWritableDatabase().execSQL("PRAGMA synchronous = OFF");
  }

  /** It rings, is picked up, and is over: what waits is told anew each time. */
  private void aDayOfCalls() {
    for (int i = 0; i < CALLS_A_DAY; i++) {
      Call over = bench.answered("+49151%07d".formatted(kept.size()));
      bench.outbox.keep(Bench.unjudged(over, Optional.empty()));
      bench.outbox.keep(Bench.unjudged(over, over.pickedUpAt()));
      bench.book.keep(over);
      bench.outbox.keep(over);
      kept.add(over);
      bench.clock.pass(Duration.ofMinutes(3));
    }
  }

  private List<String> toldNumbers() {
    return bench.server.bodies().stream().map(body -> body.optString("number")).toList();
  }

  private static List<String> numbers(List<Call> calls) {
    return calls.stream().map(call -> call.number().orElseThrow()).toList();
  }

  private static List<String> ids(List<Call> calls) {
    return calls.stream().map(call -> call.id().toString()).toList();
  }
}
