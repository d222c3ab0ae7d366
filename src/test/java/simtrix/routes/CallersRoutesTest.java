package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import simtrix.bitrix24.FoundCaller.Search;
import simtrix.caller.CallerCache;
import simtrix.caller.CallerQuestion;
import simtrix.caller.Card;
import simtrix.caller.Card.Freshness;
import simtrix.caller.Card.Kind;
import simtrix.caller.Cards;
import simtrix.caller.LookUp;
import simtrix.caller.LookUps;
import simtrix.edge.RefusedRequest;
import simtrix.intake.CallKeeper;

@DisplayName("routes/callers.camel.yaml")
class CallersRoutesTest extends RouteTest {

  private static final LookUp KNOWN =
      new LookUp(
          Samples.SOMEBODY.key(), Samples.NUMBER, new Search(0, Optional.empty()), Instant.EPOCH);

  private final Cache<Object, Object> callers = Caffeine.newBuilder().build();
  private Cards cards;
  private CallerCache cache;
  private LookUps lookUps;
  private CallKeeper keeper;
  private Processor callingDevice;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "callers");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    callingDevice = standIn("callingDevice", Processor.class);
    cards = standIn("cards", Cards.class);
    cache = standIn("callerCache", CallerCache.class);
    lookUps = standIn("lookUps", LookUps.class);
    keeper = standIn("callKeeper", CallKeeper.class);
    bind("callers", callers);
  }

  @BeforeEach
  void cardsSayWhatTheyAre() throws Exception {
    when(cards.anonymous(any())).thenReturn(card(Kind.ANONYMOUS));
    when(cards.unknown(any())).thenReturn(card(Kind.UNKNOWN));
    when(cards.of(any(), any(), any(), any())).thenReturn(card(Kind.KNOWN));
    when(cards.live(any(), any(), any())).thenReturn(card(Kind.PENDING));
    doAnswer(sets(Map.of("device", Samples.PHONE))).when(callingDevice).process(any());
  }

  @Test
  @DisplayName("A phone asks who has a number and gets the card with 200")
  void asked() throws Exception {
    doAnswer(sets(Map.of("question", new CallerQuestion(7, Optional.empty(), true))))
        .when(keeper)
        .questionAbout(any(), any(), any());
    Exchange answer = send("getCaller", null, Map.of("number", "0151"));
    assertAnswer(answer, 200);
    assertThat(body(answer).path("kind").asText()).isEqualTo("ANONYMOUS");
  }

  @Test
  @DisplayName("Who is no paired phone learns nothing about a number")
  void stranger() throws Exception {
    doThrow(RefusedRequest.of(HttpStatus.UNAUTHORIZED, "Who are you?"))
        .when(callingDevice)
        .process(any());
    assertProblem(send("getCaller", null, Map.of("number", "0151")), 401);
    verify(keeper, never()).questionAbout(any(), any(), any());
  }

  @Test
  @DisplayName("A card that fails reaches the one who asked as a problem, through both routes")
  void brokenCard() throws Exception {
    doAnswer(sets(Map.of("question", Samples.SOMEBODY)))
        .when(keeper)
        .questionAbout(any(), any(), any());
    doThrow(new IllegalStateException("a bug")).when(cache).judge(any());
    assertProblem(send("getCaller", null, Map.of("number", "0151")), 500);
  }

  @Test
  @DisplayName("A withheld number and one that cannot be looked up ask nobody")
  void nothingToLookUp() {
    assertThat(kind(new CallerQuestion(7, Optional.empty(), true))).isEqualTo(Kind.ANONYMOUS);
    assertThat(kind(new CallerQuestion(7, Optional.empty(), false))).isEqualTo(Kind.UNKNOWN);
    verify(cache, never()).judge(any());
    verify(lookUps, never()).inTime(any());
  }

  @Test
  @DisplayName("A fresh entry is shown, and the portal is not asked at all")
  void fresh() {
    isInTheCache(Freshness.CACHED);
    assertThat(kind(Samples.SOMEBODY)).isEqualTo(Kind.KNOWN);
    verify(cards).of(KNOWN, null, Samples.SOMEBODY, Freshness.CACHED);
    context.stop(); // waits for what goes on behind the answer
    verify(lookUps, never()).renew(any());
    verify(lookUps, never()).inTime(any());
  }

  @Test
  @DisplayName("An old entry is shown at once, and renewed behind the answer")
  void stale() {
    isInTheCache(Freshness.STALE);
    assertThat(kind(Samples.SOMEBODY)).isEqualTo(Kind.KNOWN);
    verify(cards).of(KNOWN, null, Samples.SOMEBODY, Freshness.STALE);
    await().untilAsserted(() -> verify(lookUps).renew(Samples.SOMEBODY));
    verify(lookUps, never()).inTime(any());
  }

  @Test
  @DisplayName("That an old entry cannot be renewed does not spoil the card that is shown")
  void renewalFails() {
    isInTheCache(Freshness.STALE);
    doThrow(new IllegalStateException("a bug")).when(lookUps).renew(any());
    assertThat(kind(Samples.SOMEBODY)).isEqualTo(Kind.KNOWN);
  }

  @Test
  @DisplayName("Nothing in the cache: the portal is asked, and what it says in time is shown")
  void nothingCached() {
    when(lookUps.inTime(any())).thenReturn(CompletableFuture.completedFuture(Optional.of(KNOWN)));
    assertThat(kind(Samples.SOMEBODY)).isEqualTo(Kind.PENDING);
    verify(cards).live(Optional.of(KNOWN), null, Samples.SOMEBODY);
  }

  @Test
  @DisplayName("What one portal knows of a number is not shown to another")
  void otherPortal() {
    isInTheCache(Freshness.CACHED);
    when(lookUps.inTime(any())).thenReturn(CompletableFuture.completedFuture(Optional.empty()));
    CallerQuestion elsewhere = new CallerQuestion(8, Optional.of(Samples.NUMBER), false);
    assertThat(kind(elsewhere)).isEqualTo(Kind.PENDING);
    verify(lookUps).inTime(elsewhere);
  }

  private void isInTheCache(Freshness freshness) {
    callers.put(Samples.SOMEBODY.key(), KNOWN);
    doAnswer(
            invocation -> {
              Exchange exchange = invocation.getArgument(0);
              if (KNOWN.equals(exchange.getMessage().getBody())) {
                exchange.setProperty("freshness", freshness);
              }
              return null;
            })
        .when(cache)
        .judge(any());
  }

  private Kind kind(CallerQuestion question) {
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
