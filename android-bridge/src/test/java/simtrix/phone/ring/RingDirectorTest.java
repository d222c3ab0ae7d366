package simtrix.phone.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.robolectric.RobolectricTestRunner;
import org.robolectric.annotation.Config;
import simtrix.phone.call.Call;
import simtrix.phone.call.Presentation;
import simtrix.phone.testing.Bench;
import simtrix.phone.testing.FakeServer;
import simtrix.phone.testing.RecordingPanel;
import simtrix.phone.testing.Soon;

@RunWith(RobolectricTestRunner.class)
@Config(
    sdk = {26, 35},
    application = android.app.Application.class)
public class RingDirectorTest {

  private static final String EVA = "+4915112345678";

  private final RecordingPanel panel = new RecordingPanel();
  private final ExecutorService network = Executors.newCachedThreadPool();
  private Bench bench;
  private RingDirector rings;

  @Before
  public void aPairedPhone() {
    bench = new Bench();
    bench.pair();
    rings =
        new RingDirector(
            bench.account,
            bench.client,
            bench.cards,
            bench.book,
            Bench.noSims(),
            panel,
            bench.clock,
            network,
            bench.thread);
  }

  @After
  public void close() throws Exception {
    network.shutdownNow();
    network.awaitTermination(10, TimeUnit.SECONDS);
    bench.close();
  }

  @Test
  public void theCardComesInTheAnswerToTheRing() {
    Call call = rings(Optional.of(EVA));

    Soon.until(() -> panel.about(call.id()).contains("card KNOWN"));
    assertThat(panel.about(call.id())).containsExactly("ringing", "card KNOWN");
  }

  @Test
  public void aPendingCardIsAskedForAgain() {
    bench.server.next(pending(), pending());
    Call call = rings(Optional.of(EVA));

    Soon.until(() -> panel.about(call.id()).contains("card KNOWN"));
    assertThat(bench.server.asked("PUT", "/bridge/v1/calls/" + call.id())).isEqualTo(3);
  }

  @Test
  public void aSlowServerIsSaidToBeSlow() {
    bench.server.next(
        new MockResponse()
            .setHeader("Content-Type", "application/json")
            .setBody(FakeServer.KNOWN)
            .setHeadersDelay(2500, TimeUnit.MILLISECONDS));
    Call call = rings(Optional.of(EVA));

    Soon.until(() -> panel.about(call.id()).contains("card KNOWN"));
    assertThat(panel.about(call.id())).containsExactly("ringing", "slow", "card KNOWN");
  }

  @Test
  public void withoutAServerThePhoneRemembers() {
    Call first = rings(Optional.of(EVA));
    Soon.until(() -> panel.about(first.id()).contains("card KNOWN"));
    Soon.until(() -> bench.cards.card(EVA).isPresent());
    rings.ended(first.id());
    bench.server.down(true);

    Call second = rings(Optional.of(EVA));
    Soon.until(() -> panel.about(second.id()).contains("remembered KNOWN"));
    Call third = rings(Optional.of("+420777123456"));
    Soon.until(() -> panel.about(third.id()).contains("offline"));
  }

  @Test
  public void anAnswerForACallThatIsOverReachesNobody() throws Exception {
    bench.server.next(
        new MockResponse()
            .setHeader("Content-Type", "application/json")
            .setBody(FakeServer.KNOWN)
            .setHeadersDelay(900, TimeUnit.MILLISECONDS));
    Call first = rings(Optional.of(EVA));
    Soon.until(() -> bench.server.asked("PUT", "/bridge/v1/calls/" + first.id()) == 1);
    rings.ended(first.id());
    Call second = rings(Optional.of("+420777123456"));
    Soon.until(() -> panel.about(second.id()).contains("card KNOWN"));
    Soon.until(() -> bench.cards.card(EVA).isPresent());

    assertThat(panel.about(first.id())).containsExactly("ringing", "ended");
  }

  @Test
  public void aNumberThatComesLateIsAskedForAnew() {
    bench.server.next(pending().setHeadersDelay(300, TimeUnit.MILLISECONDS));
    Call numberless = rings(Optional.empty());
    Soon.until(() -> bench.server.asked("PUT", "/bridge/v1/calls/" + numberless.id()) == 1);
    Call known =
        new Call(
            numberless.id(),
            Optional.of(EVA),
            Presentation.ALLOWED,
            Optional.empty(),
            numberless.rangAt(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    rings.ringing(known);

    Soon.until(() -> panel.about(known.id()).contains("card KNOWN"));
    assertThat(bench.server.calls().get(known.id().toString()).optString("number")).isEqualTo(EVA);
    assertThat(panel.about(known.id())).startsWith("ringing", "ringing");
  }

  @Test
  public void whoWantsNoPanelGetsNoneAndTheServerHearsOfTheRing() {
    bench.account.wantPanel(false);
    Call call = rings(Optional.of(EVA));

    Soon.until(() -> bench.server.calls().containsKey(call.id().toString()));
    assertThat(panel.about(call.id())).isEmpty();
  }

  private Call rings(Optional<String> number) {
    Call call =
        new Call(
            UUID.randomUUID(),
            number,
            number.isPresent() ? Presentation.ALLOWED : Presentation.UNKNOWN,
            Optional.empty(),
            bench.clock.now(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    bench.book.keep(call);
    rings.ringing(call);
    return call;
  }

  private static MockResponse pending() {
    return new MockResponse()
        .setHeader("Content-Type", "application/json")
        .setBody(FakeServer.PENDING);
  }
}
