package simtrix.phone.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.phone.testing.Calls.EVA;
import static simtrix.phone.testing.Calls.JAN;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import okhttp3.mockwebserver.MockResponse;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.call.Call;
import simtrix.phone.call.Presentation;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeServer;
import simtrix.phone.testing.RecordingPanel;

/** What the panel is told while it rings; when the server answers is in the hand of the test. */
@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = android.app.Application.class)
public class RingDirectorTest {

  @Rule public final Bench bench = Bench.paired();
  private final RecordingPanel panel = new RecordingPanel();
  private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
  private RingDirector rings;

  @Before
  public void aPhoneThatCanRing() {
    rings =
        new RingDirector(
            bench.account,
            bench.client,
            bench.cards,
            bench.book,
            Bench.noSims(),
            panel,
            bench.clock,
            asked::add,
            bench.timer);
  }

  @Test
  public void theCardComesInTheAnswerToTheRing() {
    Call call = rings(Optional.of(EVA));
    theServerAnswers();
    later(RingDirector.SLOW);

    assertThat(panel.about(call.id())).containsExactly("ringing", "card KNOWN");
  }

  @Test
  public void aPendingCardIsAskedForAgain() {
    bench.server.next(pending(), pending());
    Call call = rings(Optional.of(EVA));
    theServerAnswers();
    later(RingDirector.ASK_AGAIN);
    theServerAnswers();
    assertThat(panel.about(call.id())).containsExactly("ringing");
    later(RingDirector.ASK_AGAIN);
    theServerAnswers();

    assertThat(panel.about(call.id())).endsWith("card KNOWN");
    assertThat(bench.server.asked("PUT", "/bridge/v1/calls/" + call.id())).isEqualTo(3);
  }

  @Test
  public void aSlowServerIsSaidToBeSlow() {
    Call call = rings(Optional.of(EVA));
    later(RingDirector.SLOW);
    theServerAnswers();

    assertThat(panel.about(call.id())).containsExactly("ringing", "slow", "card KNOWN");
  }

  @Test
  public void withoutAServerThePhoneRemembers() {
    Call first = rings(Optional.of(EVA));
    theServerAnswers();
    rings.ended(first.id());
    bench.server.down(true);

    Call second = rings(Optional.of(EVA));
    Call third = rings(Optional.of(JAN));
    theServerAnswers();

    assertThat(panel.about(second.id())).containsExactly("ringing", "remembered KNOWN");
    assertThat(panel.about(third.id())).containsExactly("ringing", "offline");
  }

  @Test
  public void aServerThatDoesNotAnswerIsAskedAgainForAsLongAsAnybodyLooks() {
    bench.server.down(true);
    Call call = rings(Optional.of(EVA));
    theServerAnswers();
    later(RingDirector.TRY_AGAIN);
    bench.server.down(false);
    theServerAnswers();
    assertThat(panel.about(call.id())).containsExactly("ringing", "offline", "card KNOWN");

    bench.server.down(true);
    rings(Optional.of(JAN));
    bench.clock.pass(RingDirector.GIVE_UP);
    theServerAnswers();
    later(RingDirector.TRY_AGAIN);

    assertThat(asked).isEmpty();
  }

  @Test
  public void anAnswerForACallThatIsOverReachesNobody() {
    Call first = rings(Optional.of(EVA));
    bench.server.meanwhile(() -> rings.ended(first.id()));
    theServerAnswers();
    Call second = rings(Optional.of(JAN));
    theServerAnswers();

    assertThat(panel.about(first.id())).containsExactly("ringing", "ended");
    assertThat(bench.cards.card(EVA)).as("it is remembered all the same").isPresent();
    assertThat(panel.about(second.id())).containsExactly("ringing", "card KNOWN");
  }

  @Test
  public void aNumberThatComesLateIsAskedForAnew() {
    bench.server.next(pending());
    Call numberless = rings(Optional.empty());
    Call known = call(numberless.id(), Optional.of(EVA));
    bench.server.meanwhile(() -> rings.ringing(known));
    theServerAnswers();
    later(RingDirector.ASK_AGAIN);
    theServerAnswers();

    assertThat(panel.about(known.id())).containsExactly("ringing", "ringing", "card KNOWN");
    assertThat(bench.server.bodies())
        .extracting(body -> body.optString("number", "none"))
        .containsExactly(EVA);
  }

  @Test
  public void whoWantsNoPanelGetsNoneAndTheServerHearsOfTheRing() {
    bench.account.wantPanel(false);
    Call call = rings(Optional.of(EVA));
    theServerAnswers();

    assertThat(bench.server.calls()).containsKey(call.id().toString());
    assertThat(panel.about(call.id())).isEmpty();
  }

  private Call rings(Optional<String> number) {
    Call call = call(UUID.randomUUID(), number);
    bench.book.keep(call);
    rings.ringing(call);
    return call;
  }

  private Call call(UUID id, Optional<String> number) {
    return new Call(
        id,
        number,
        number.isPresent() ? Presentation.ALLOWED : Presentation.UNKNOWN,
        Optional.empty(),
        bench.clock.now(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** All that is asked by now. */
  private void theServerAnswers() {
    for (Runnable request = asked.poll(); request != null; request = asked.poll()) {
      request.run();
    }
  }

  private void later(Duration time) {
    bench.clock.pass(time);
    bench.timer.pass(time);
  }

  private static MockResponse pending() {
    return FakeServer.json(200, FakeServer.PENDING);
  }
}
