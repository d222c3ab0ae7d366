package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.springframework.jms.UncategorizedJmsException;
import simtrix.bitrix24.CrmChange;
import simtrix.caller.CallerCache;
import simtrix.caller.CallerNews;
import simtrix.caller.NodeNews;
import simtrix.routes.Outside.Sent;
import simtrix.sync.Echoes;
import simtrix.sync.Renewals;

@DisplayName("routes/caller-changes.camel.yaml")
class CallerChangesRoutesTest extends RouteTest {

  private static final CrmChange CHANGE =
      new CrmChange(7, CrmChange.Kind.CONTACT, CrmChange.Change.UPDATE, 512);
  private static final CallerNews NEWS =
      new CallerNews("here", Optional.of(CHANGE), false, Optional.of(7L), Optional.empty());
  private static final String EVERY_NODE = "topic:crm.changes";

  private CallerCache cache;
  private Renewals renewals;
  private NodeNews nodes;
  private boolean own;
  private boolean early;

  @Override
  protected List<String> files() {
    return List.of("failures", "caller-changes");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    cache = standIn("callerCache", CallerCache.class);
    renewals = standIn("renewals", Renewals.class);
    nodes = standIn("nodeNews", NodeNews.class);
    Echoes echoes = standIn("echoes", Echoes.class);
    doAnswer(
            invocation -> {
              Exchange exchange = invocation.getArgument(0);
              exchange.setProperty(Echoes.OWN, own);
              exchange.getMessage().setBody(NEWS);
              return null;
            })
        .when(echoes)
        .judgeFinally(any(), any());
    doAnswer(
            invocation -> {
              Exchange exchange = invocation.getArgument(0);
              exchange.setProperty(Echoes.OWN, own);
              exchange.setProperty(Echoes.TOO_EARLY, early);
              if (!early) {
                exchange.getMessage().setBody(NEWS);
              }
              return null;
            })
        .when(echoes)
        .judge(any(), any());
  }

  @BeforeEach
  void thisNode() {
    when(nodes.isFromElsewhere(any()))
        .thenAnswer(told -> !told.<CallerNews>getArgument(0).node().equals("here"));
  }

  @Test
  @DisplayName("A change is forgotten here at once, after what to ask about it has been noted")
  void here() {
    assertThat(send("crm-changed", CHANGE, Map.of()).isFailed()).isFalse();
    InOrder order = inOrder(renewals, cache);
    order.verify(renewals).plan(NEWS);
    order.verify(cache).hear(NEWS);
  }

  @Test
  @DisplayName("It is told to every node, bare of headers, and the one that told it is left alone")
  void everyNode() throws Exception {
    send("crm-changed", CHANGE, Map.of());
    Sent told = told();
    assertThat(told.headers()).isEmpty();
    assertThat(told.options()).containsEntry("deliveryPersistent", "false");

    broker.comesIn(EVERY_NODE, told.body(), told.headers());
    verify(cache, times(1)).hear(any());
  }

  @Test
  @DisplayName("What another node tells is forgotten here as well, and not told on")
  void fromElsewhere() throws Exception {
    CallerNews theirs =
        new CallerNews("there", Optional.of(CHANGE), true, Optional.of(7L), Optional.empty());
    broker.comesIn(EVERY_NODE, json.writeValueAsString(theirs), Map.of());
    verify(renewals).plan(theirs);
    verify(cache).hear(theirs);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("Our own echo is no news to anybody")
  void ownEcho() {
    own = true;
    assertThat(send("crm-changed", CHANGE, Map.of()).isFailed()).isFalse();
    verifyNoInteractions(cache, renewals);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("A lead that may be ours is judged once more, and then told or not")
  void tooEarly() {
    early = true;
    assertThat(send("crm-changed", CHANGE, Map.of()).isFailed()).isFalse();
    verifyNoInteractions(cache, renewals);
    await().untilAsserted(() -> verify(cache).hear(NEWS));
  }

  @Test
  @DisplayName("Without the broker the change is forgotten here, and nobody hears of a failure")
  void brokerAway() {
    broker.goAway(new UncategorizedJmsException("gone"));
    assertThat(send("crm-changed", CHANGE, Map.of()).isFailed()).isFalse();
    verify(cache).hear(NEWS);
  }

  @Test
  @DisplayName("News from elsewhere that cannot be read are forgotten about, not the cache")
  void unreadableNews() throws Exception {
    broker.comesIn(EVERY_NODE, "{nonsense", Map.of());
    verifyNoInteractions(cache);
  }

  @Test
  @DisplayName("What waits to be asked is asked about time and again")
  void rounds() throws Exception {
    timers.comesIn("renew-changed-callers", null, Map.of());
    verify(renewals).round();
  }

  private Sent told() {
    await().until(() -> !broker.sent().isEmpty());
    return assertSentTo(EVERY_NODE);
  }
}
