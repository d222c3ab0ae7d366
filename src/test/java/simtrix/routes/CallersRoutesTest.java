package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.bitrix24.CrmChange;
import simtrix.bitrix24.FoundCaller.Search;
import simtrix.caller.CallerCache;
import simtrix.caller.CallerNumber;
import simtrix.caller.CallerQuestion;
import simtrix.caller.Card;
import simtrix.caller.Card.Freshness;
import simtrix.caller.Card.Kind;
import simtrix.caller.Cards;
import simtrix.caller.LookUp;
import simtrix.caller.LookUps;
import simtrix.intake.CallKeeper;

@DisplayName("routes/callers.camel.yaml")
class CallersRoutesTest extends RouteTest {

  private static final CallerNumber NUMBER =
      new CallerNumber("+4915112345678", List.of("+4915112345678"));
  private static final CallerQuestion SOMEBODY = new CallerQuestion(7, Optional.of(NUMBER), false);
  private static final LookUp KNOWN =
      new LookUp(SOMEBODY.key(), NUMBER, new Search(0, Optional.empty()), Instant.EPOCH);

  private final Cache<Object, Object> callers = Caffeine.newBuilder().build();
  private Cards cards;
  private CallerCache cache;
  private LookUps lookUps;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "callers");
  }

  @Override
  protected void beans(CamelContext context) {
    cards = standIn(context, "cards", Cards.class);
    cache = standIn(context, "callerCache", CallerCache.class);
    lookUps = standIn(context, "lookUps", LookUps.class);
    standIn(context, "callKeeper", CallKeeper.class);
    context.getRegistry().bind("callers", callers);
    Processor nothing = exchange -> {};
    context.getRegistry().bind("callingDevice", nothing);
    context.getRegistry().bind("problemResponse", nothing);
  }

  @BeforeEach
  void cardsSayWhatTheyAre() {
    when(cards.anonymous(any())).thenReturn(card(Kind.ANONYMOUS));
    when(cards.unknown(any())).thenReturn(card(Kind.UNKNOWN));
    when(cards.of(any(), any(), any(), any())).thenReturn(card(Kind.KNOWN));
    when(cards.live(any(), any(), any())).thenReturn(card(Kind.PENDING));
  }

  @Test
  @DisplayName("A withheld number and one that cannot be looked up ask nobody")
  void nothingToLookUp() {
    assertThat(card(new CallerQuestion(7, Optional.empty(), true))).isEqualTo(Kind.ANONYMOUS);
    assertThat(card(new CallerQuestion(7, Optional.empty(), false))).isEqualTo(Kind.UNKNOWN);
    verify(cache, never()).judge(any());
  }

  @Test
  @DisplayName("A fresh entry is shown, and the portal is not asked")
  void fresh() {
    callers.put(SOMEBODY.key(), KNOWN);
    judged(Freshness.CACHED);
    assertThat(card(SOMEBODY)).isEqualTo(Kind.KNOWN);
    verify(lookUps, never()).renew(any());
    verify(lookUps, never()).inTime(any());
  }

  @Test
  @DisplayName("An old entry is shown and renewed")
  void stale() {
    callers.put(SOMEBODY.key(), KNOWN);
    judged(Freshness.STALE);
    assertThat(card(SOMEBODY)).isEqualTo(Kind.KNOWN);
    verify(lookUps, timeout(5000)).renew(SOMEBODY);
  }

  @Test
  @DisplayName("Nothing in the cache: the portal is asked, and what it says in time is shown")
  void nothingCached() {
    when(lookUps.inTime(any())).thenReturn(CompletableFuture.completedFuture(Optional.of(KNOWN)));
    assertThat(card(SOMEBODY)).isEqualTo(Kind.PENDING);
    verify(cards).live(Optional.of(KNOWN), null, SOMEBODY);
  }

  @Test
  @DisplayName("A change in the CRM is forgotten here at once, and told to every node")
  void crmChanged() {
    CrmChange change = new CrmChange(7, CrmChange.Kind.CONTACT, CrmChange.Change.UPDATE, 512);
    send("crm-changed", exchange -> exchange.getMessage().setBody(change));
    verify(cache, timeout(5000).times(2)).forget(change);
  }

  private void judged(Freshness freshness) {
    doAnswer(
            invocation -> {
              Exchange exchange = invocation.getArgument(0);
              assertThat(exchange.getMessage().getBody()).isEqualTo(KNOWN);
              exchange.setProperty("freshness", freshness);
              return null;
            })
        .when(cache)
        .judge(any());
  }

  private Kind card(CallerQuestion question) {
    Exchange answer = send("card", exchange -> exchange.setProperty("question", question));
    assertThat(answer.getException()).isNull();
    return answer.getMessage().getBody(Card.class).kind();
  }

  private static Card card(Kind kind) {
    return new Card(
        Optional.empty(),
        kind,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
