package simtrix.phone.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;
import simtrix.phone.call.Presentation;
import simtrix.phone.call.Ring;
import simtrix.phone.panel.PanelCall.Phase;
import simtrix.phone.server.Card;
import simtrix.phone.testing.Calls;

public class PanelCallsTest {

  private long now = 1_000;
  private final PanelCalls calls = new PanelCalls(() -> now);
  private final Ring first = Calls.ring();
  private final Ring second = Calls.ring();

  @Test
  public void aCallIsLookedUpUntilItsCardComes() {
    calls.ringing(first);
    assertThat(phase()).contains(Phase.LOOKING_UP);
    calls.card(first.id(), Calls.without(Card.Kind.PENDING), false);
    assertThat(phase()).contains(Phase.LOOKING_UP);
    calls.card(first.id(), Calls.eva(), false);
    assertThat(phase()).contains(Phase.KNOWN);
  }

  @Test
  public void whatIsSaidOfACallThatIsNotThereIsIgnored() {
    calls.card(first.id(), Calls.eva(), false);
    calls.slow(first.id());
    calls.offline(first.id());
    calls.answered(first.id());
    assertThat(calls.shown()).isEmpty();
    calls.ringing(second);
    calls.card(first.id(), Calls.eva(), false);
    assertThat(phase()).contains(Phase.LOOKING_UP);
  }

  @Test
  public void aCallThatIsOverNeverComesBack() {
    calls.ringing(first);
    calls.ended(first.id());
    calls.ringing(first);
    calls.card(first.id(), Calls.eva(), false);
    assertThat(calls.shown()).isEmpty();
  }

  @Test
  public void theEndMayComeBeforeTheRing() {
    calls.ended(first.id());
    calls.ringing(first);
    assertThat(calls.shown()).isEmpty();
  }

  @Test
  public void theSecondCallIsShownWhileTheFirstIsTalked() {
    calls.ringing(first);
    calls.card(first.id(), Calls.eva(), false);
    calls.answered(first.id());
    calls.ringing(second);
    assertThat(shownId()).contains(second.id());
    assertThat(phase()).contains(Phase.LOOKING_UP);
    calls.card(first.id(), Calls.lead(), false);
    assertThat(phase()).contains(Phase.LOOKING_UP);
    calls.card(second.id(), Calls.lead(), false);
    assertThat(calls.shown().orElseThrow().card()).contains(Calls.lead());
    calls.ended(second.id());
    now += PanelCalls.AFTER_ANSWER.toMillis();
    assertThat(calls.shown()).isEmpty();
  }

  @Test
  public void theFirstComesBackWhenItStillRingsAfterTheSecondWasOver() {
    calls.ringing(first);
    calls.ringing(second);
    calls.card(first.id(), Calls.eva(), false);
    calls.ended(second.id());
    assertThat(shownId()).contains(first.id());
    assertThat(phase()).contains(Phase.KNOWN);
  }

  @Test
  public void theNumberThatComesLateThrowsAwayWhatWasSaidWithoutIt() {
    UUID id = UUID.randomUUID();
    calls.ringing(Calls.ring(id, Optional.empty(), Presentation.UNKNOWN));
    calls.card(id, Calls.without(Card.Kind.ANONYMOUS), false);
    assertThat(phase()).contains(Phase.ANONYMOUS);
    calls.ringing(Calls.ring(id));
    assertThat(phase()).contains(Phase.LOOKING_UP);
    assertThat(calls.shown().orElseThrow().ring().number()).contains(Calls.EVA);
    calls.card(id, Calls.without(Card.Kind.ANONYMOUS), false);
    assertThat(phase()).contains(Phase.LOOKING_UP);
    calls.ringing(Calls.ring(id, Optional.empty(), Presentation.UNKNOWN));
    assertThat(calls.shown().orElseThrow().ring().number()).contains(Calls.EVA);
  }

  @Test
  public void aWithheldNumberIsAnonymousAtOnce() {
    calls.ringing(Calls.ring(UUID.randomUUID(), Optional.empty(), Presentation.RESTRICTED));
    assertThat(phase()).contains(Phase.ANONYMOUS);
  }

  @Test
  public void theServersWordCountsMoreThanThePhonesMemory() {
    calls.ringing(first);
    calls.card(first.id(), Calls.lead(), true);
    assertThat(calls.shown().orElseThrow().fromPhone()).isTrue();
    calls.offline(first.id());
    assertThat(phase()).contains(Phase.KNOWN);
    calls.card(first.id(), Calls.eva(), false);
    calls.card(first.id(), Calls.lead(), true);
    calls.card(first.id(), Calls.without(Card.Kind.PENDING), false);
    assertThat(calls.shown().orElseThrow().card()).contains(Calls.eva());
    assertThat(calls.shown().orElseThrow().fromPhone()).isFalse();
  }

  @Test
  public void aCardAfterNoConnectionIsShown() {
    calls.ringing(first);
    calls.offline(first.id());
    calls.slow(first.id());
    assertThat(phase()).contains(Phase.OFFLINE);
    calls.card(first.id(), Calls.eva(), false);
    assertThat(phase()).contains(Phase.KNOWN);
  }

  @Test
  public void aLongSearchIsCalledSlowWithoutBeingTold() {
    calls.ringing(first);
    assertThat(calls.nextChange()).contains(PanelCalls.USUAL_SEARCH.toMillis());
    now += PanelCalls.USUAL_SEARCH.toMillis();
    assertThat(phase()).contains(Phase.SLOW);
  }

  @Test
  public void thePanelNeverStaysLongerThanAnyRing() {
    calls.ringing(first);
    calls.card(first.id(), Calls.eva(), false);
    assertThat(calls.nextChange()).contains(PanelCalls.LONGEST_RING.toMillis());
    now += PanelCalls.LONGEST_RING.toMillis();
    assertThat(calls.shown()).isEmpty();
    calls.ringing(first);
    assertThat(calls.shown()).isEmpty();
  }

  @Test
  public void afterTheAnswerItStaysAMomentAndNoLongerForBeingToldTwice() {
    calls.ringing(first);
    calls.answered(first.id());
    now += PanelCalls.AFTER_ANSWER.toMillis() - 1;
    calls.answered(first.id());
    assertThat(calls.shown()).isPresent();
    now += 1;
    assertThat(calls.shown()).isEmpty();
  }

  @Test
  public void whatTheUserClosedStaysClosedForThisCallAlone() {
    calls.ringing(first);
    calls.close();
    calls.card(first.id(), Calls.eva(), false);
    assertThat(calls.shown()).isEmpty();
    calls.ringing(second);
    assertThat(shownId()).contains(second.id());
  }

  @Test
  public void inEveryOrderOfTwoCallsEventsOnlyALiveCallWithItsOwnCardIsShown() {
    List<Step> steps = new ArrayList<>();
    for (boolean one : new boolean[] {true, false}) {
      steps.add(new Step("ring", one));
      steps.add(new Step("card", one));
      steps.add(new Step("answer", one));
      steps.add(new Step("end", one));
    }
    int[] orders = {0};
    everyOrder(steps, new ArrayList<>(), order -> check(order, orders));
    assertThat(orders[0]).isEqualTo(40_320);
  }

  private record Step(String what, boolean one) {}

  private void check(List<Step> order, int[] orders) {
    orders[0]++;
    PanelCalls fresh = new PanelCalls(() -> now);
    Set<UUID> over = new HashSet<>();
    Set<UUID> rang = new HashSet<>();
    UUID newest = null;
    for (Step step : order) {
      Ring ring = step.one() ? first : second;
      Card own = step.one() ? Calls.eva() : Calls.lead();
      switch (step.what()) {
        case "ring" -> {
          fresh.ringing(ring);
          rang.add(ring.id());
          newest = ring.id();
        }
        case "card" -> fresh.card(ring.id(), own, false);
        case "answer" -> fresh.answered(ring.id());
        default -> {
          fresh.ended(ring.id());
          over.add(ring.id());
        }
      }
      Optional<PanelCall> shown = fresh.shown();
      assertThat(shown.isPresent()).as("%s", order).isEqualTo(!over.containsAll(rang));
      if (shown.isPresent()) {
        UUID id = shown.get().ring().id();
        assertThat(over).doesNotContain(id);
        if (!over.contains(newest)) {
          assertThat(id).as("%s", order).isEqualTo(newest);
        }
        shown.get().card().ifPresent(card -> assertThat(card).isEqualTo(cardOf(id)));
      }
    }
    assertThat(fresh.shown()).isEmpty();
  }

  private Card cardOf(UUID id) {
    return id.equals(first.id()) ? Calls.eva() : Calls.lead();
  }

  private static void everyOrder(
      List<Step> left, List<Step> taken, java.util.function.Consumer<List<Step>> use) {
    if (left.isEmpty()) {
      use.accept(taken);
    }
    for (Step next : left) {
      List<Step> rest = new ArrayList<>(left);
      rest.remove(next);
      List<Step> more = new ArrayList<>(taken);
      more.add(next);
      everyOrder(rest, more, use);
    }
  }

  private Optional<Phase> phase() {
    return calls.shown().map(PanelCall::phase);
  }

  private Optional<UUID> shownId() {
    return calls.shown().map(call -> call.ring().id());
  }

  @Test
  public void theEndsOfManyCallsAreForgottenInTime() {
    for (int i = 0; i < 1_000; i++) {
      Ring ring = Calls.ring();
      calls.ringing(ring);
      calls.ended(ring.id());
    }
    assertThat(calls.shown()).isEmpty();
    assertThat(calls.nextChange()).isEmpty();
    assertThat(PanelCalls.LONGEST_RING).isLessThanOrEqualTo(Duration.ofMinutes(2));
  }
}
