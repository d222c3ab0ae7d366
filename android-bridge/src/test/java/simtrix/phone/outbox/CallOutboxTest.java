package simtrix.phone.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.call.Call;
import simtrix.phone.call.Outcome;
import simtrix.phone.call.Verdict;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeServer;

/** What is kept stays until the server has it. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = android.app.Application.class)
public class CallOutboxTest {

  @Rule public final Bench bench = Bench.paired();

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
  public void anOlderDatabaseIsBroughtUpToDateAndLosesNothing() {
    Call call = bench.keep(bench.missed(EVA));
    bench.database.getWritableDatabase().execSQL("DROP INDEX event_next");
    bench.database.getWritableDatabase().setVersion(1);
    bench.kill();

    assertThat(bench.outbox.state().waiting()).isEqualTo(1);
    assertThat(bench.database.getReadableDatabase().getVersion()).isEqualTo(2);
    bench.database.getWritableDatabase().execSQL("DROP INDEX event_next");
    bench.outbox.send();
    assertThat(bench.server.calls()).containsOnlyKeys(call.id().toString());
  }

  /** The next event is found, not looked for among all: the table is read by its index. */
  @Test
  public void theNextEventIsFoundWithoutReadingTheOthers() {
    String sql = "EXPLAIN QUERY PLAN " + EventTable.NEXT;
    try (var plan = bench.database.getReadableDatabase().rawQuery(sql, new String[] {"c"})) {
      StringBuilder steps = new StringBuilder();
      while (plan.moveToNext()) {
        steps.append(plan.getString(3)).append('\n');
      }
      assertThat(steps.toString())
          .contains("USING INDEX event_next")
          .doesNotContain("SORT", "TEMP");
    }
  }

  @Test
  public void anEndTakesThePlaceOfTheAnswerThatWasNotSent() throws Exception {
    Call answered = bench.answered(EVA);
    bench.keep(Bench.unjudged(answered, answered.pickedUpAt()));
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
  public void anotherCompanyNeverGetsTheEventsOfThisOne() throws Exception {
    Call call = bench.keep(bench.missed(EVA));
    bench.account.unpair();
    try (FakeServer other = new FakeServer()) {
      bench.account.pair(other.code());
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
}
