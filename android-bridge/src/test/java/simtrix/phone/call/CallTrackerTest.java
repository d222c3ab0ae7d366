package simtrix.phone.call;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;
import static simtrix.phone.testing.Calls.JAN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;

public class CallTrackerTest {

  private final CallTracker tracker = new CallTracker(UUID::randomUUID);
  private Instant now = Instant.parse("2026-11-24T09:00:00Z");
  private Board board = Board.EMPTY;
  private final List<Change> changes = new ArrayList<>();

  @Test
  public void aCallIsOneCallFromItsRingToItsEnd() {
    ring(EVA);
    later(7000);
    offhook();
    later(95_000);
    idle();

    Call call = onlyCall();
    assertThat(kinds()).containsExactly(Change.Kind.RANG, Change.Kind.PICKED_UP, Change.Kind.OVER);
    assertThat(call.number()).contains(EVA);
    assertThat(Duration.between(call.rangAt(), call.pickedUpAt().orElseThrow()))
        .isBetween(Duration.ofSeconds(7), Duration.ofMillis(7100));
    assertThat(call.contested()).isFalse();
  }

  /** Both copies of every telling and the screening service, in each order that can happen. */
  @Test
  public void everyOrderOfTheTellingsOfOneCallMakesOneCall() {
    List<String> tellings =
        List.of("ring", "ring " + EVA, "say " + EVA, "off", "off", "idle", "idle");
    int[] tried = {0};
    permute(
        new ArrayList<>(tellings),
        0,
        order -> {
          if (!firstRingComesFirst(order)) {
            return;
          }
          tried[0]++;
          reset();
          order.forEach(this::tell);
          Call call = onlyCall();
          assertThat(call.number()).as(order.toString()).contains(EVA);
          assertThat(call.overAt()).as(order.toString()).isPresent();
          assertThat(kinds().stream().filter(Change.Kind.OVER::equals)).hasSize(1);
          assertThat(call.contested()).isFalse();
        });
    assertThat(tried[0]).isGreaterThan(100);
  }

  @Test
  public void whateverIsToldEveryCallHasItsOwnIdRingsOnceAndIsOverOnceAtMost() {
    List<String> words =
        List.of("ring", "ring " + EVA, "ring " + JAN, "say " + EVA, "say " + JAN, "off", "idle");
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      reset();
      for (int i = 0; i < 25; i++) {
        tell(words.get(random.nextInt(words.size())));
        later(random.nextInt(4) == 0 ? random.nextInt(400_000) : random.nextInt(900));
      }
      tell("idle");

      assertThat(board.line()).isEqualTo(Line.IDLE);
      for (Call call : board.calls()) {
        assertThat(told(call, Change.Kind.RANG)).as("seed %d", seed).isEqualTo(1);
        assertThat(told(call, Change.Kind.OVER)).as("seed %d", seed).isEqualTo(1);
        assertThat(told(call, Change.Kind.PICKED_UP)).as("seed %d", seed).isLessThan(2);
        Verdict verdict = Judge.byClock(call).verdict().orElseThrow();
        assertThat(verdict.endedAt()).isAfterOrEqualTo(call.rangAt());
      }
      Set<UUID> ids = new HashSet<>();
      board.calls().forEach(call -> assertThat(ids.add(call.id())).isTrue());
    }
  }

  @Test
  public void aNumberThatComesLateBelongsToTheRingThatHadNone() {
    tell("ring");
    later(300);
    tell("ring " + EVA);

    assertThat(kinds()).containsExactly(Change.Kind.RANG, Change.Kind.NUMBER_KNOWN);
    assertThat(onlyCall().presentation()).isEqualTo(Presentation.ALLOWED);
  }

  @Test
  public void aRingWithoutAnyNumberStaysUnknown() {
    tell("ring");
    later(10);
    tell("ring");

    assertThat(onlyCall().presentation()).isEqualTo(Presentation.UNKNOWN);
  }

  @Test
  public void theScreeningServicesNumberComesBeforeTheRing() {
    tell("say " + EVA);
    later(150);
    tell("ring");

    assertThat(onlyCall().number()).contains(EVA);
    assertThat(board.announced()).isEmpty();
  }

  @Test
  public void anAnnouncementIsNotKeptForACallMuchLater() {
    tell("say " + EVA);
    later(60_000);
    tell("ring");

    assertThat(onlyCall().number()).isEmpty();
  }

  @Test
  public void aSecondCallDuringTheFirstIsContestedAndTheFirstIsNot() {
    ring(EVA);
    later(5000);
    offhook();
    later(20_000);
    ring(JAN);
    later(8000);
    offhook();
    later(30_000);
    idle();

    assertThat(board.calls()).hasSize(2);
    assertThat(board.calls().get(0).contested()).isFalse();
    Call second = board.calls().get(1);
    assertThat(second.contested()).isTrue();
    assertThat(kinds())
        .containsExactly(
            Change.Kind.RANG,
            Change.Kind.PICKED_UP,
            Change.Kind.RANG,
            Change.Kind.STOPPED_RINGING,
            Change.Kind.OVER,
            Change.Kind.OVER);
    assertThat(Judge.byClock(second).verdict().orElseThrow().outcome()).isEqualTo(Outcome.MISSED);
  }

  @Test
  public void aSecondCallWhileTheFirstStillRingsLeavesBothToTheLog() {
    ring(EVA);
    later(4000);
    ring(JAN);
    later(3000);
    offhook();
    later(9000);
    idle();

    assertThat(board.calls()).hasSize(2).allMatch(Call::contested);
  }

  @Test
  public void anOutgoingCallIsNoneOfOurs() {
    offhook();
    later(60_000);
    idle();

    assertThat(board.calls()).isEmpty();
    assertThat(changes).isEmpty();
  }

  @Test
  public void aCallDuringAnOutgoingOneIsOurs() {
    offhook();
    later(10_000);
    ring(EVA);
    later(10_000);
    offhook();
    idle();

    assertThat(onlyCall().contested()).isTrue();
  }

  @Test
  public void theSameNumberAgainAfterTheFirstCallIsASecondCall() {
    ring(EVA);
    later(6000);
    idle();
    later(3000);
    ring(EVA);
    later(2000);
    idle();

    assertThat(board.calls()).hasSize(2);
  }

  @Test
  public void aRingWhoseEndWasNeverHeardEndsWhenTheNextBegins() {
    ring(EVA);
    later(3_600_000);
    ring(JAN);

    assertThat(board.calls().get(0).overAt()).isPresent();
    assertThat(board.calls().get(1).contested()).isFalse();
  }

  @Test
  public void theSlotIsKeptFromWhicheverCopyHasIt() {
    tell("ring");
    board = tracker.next(board, Signal.ringing(Optional.of(EVA), Optional.of(1), now)).board();

    assertThat(onlyCall().slot()).contains(1);
  }

  @Test
  public void nothingThatIsPrintedHoldsTheNumber() {
    ring(EVA);

    assertThat(onlyCall().toString() + Signal.announced(EVA, now)).doesNotContain("15112345678");
  }

  private void ring(String number) {
    tell("ring");
    tell("ring " + number);
    changes.removeIf(change -> change.kind() == Change.Kind.NUMBER_KNOWN);
  }

  private void offhook() {
    tell("off");
    tell("off");
  }

  private void idle() {
    tell("idle");
    tell("idle");
  }

  private void tell(String what) {
    String[] words = what.split(" ");
    Signal signal =
        switch (words[0]) {
          case "ring" ->
              Signal.ringing(
                  words.length > 1 ? Optional.of(words[1]) : Optional.empty(),
                  Optional.empty(),
                  now);
          case "say" -> Signal.announced(words[1], now);
          case "off" -> Signal.offhook(now);
          default -> Signal.idle(now);
        };
    CallTracker.Step step = tracker.next(board, signal);
    board = step.board();
    changes.addAll(step.changes());
    later(5);
  }

  private void later(long millis) {
    now = now.plusMillis(millis);
  }

  private void reset() {
    board = Board.EMPTY;
    changes.clear();
  }

  private Call onlyCall() {
    assertThat(board.calls()).hasSize(1);
    return board.calls().get(0);
  }

  private List<Change.Kind> kinds() {
    return changes.stream().map(Change::kind).toList();
  }

  private long told(Call call, Change.Kind kind) {
    return changes.stream()
        .filter(change -> change.call().id().equals(call.id()) && change.kind() == kind)
        .count();
  }

  /** The states themselves come in order; their copies, and the screening service, whenever. */
  private static boolean firstRingComesFirst(List<String> order) {
    int ring = first(order, "ring");
    int off = order.indexOf("off");
    return ring < off
        && off < order.indexOf("idle")
        && order.lastIndexOf("off") < order.indexOf("idle");
  }

  private static int first(List<String> order, String start) {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i).startsWith(start)) {
        return i;
      }
    }
    return order.size();
  }

  private interface Order {
    void tried(List<String> order);
  }

  private static void permute(List<String> words, int from, Order order) {
    if (from == words.size()) {
      order.tried(List.copyOf(words));
      return;
    }
    for (int i = from; i < words.size(); i++) {
      java.util.Collections.swap(words, from, i);
      permute(words, from + 1, order);
      java.util.Collections.swap(words, from, i);
    }
  }
}
