package simtrix.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.bitrix24.CrmChange;
import simtrix.bitrix24.CrmChange.Change;
import simtrix.bitrix24.CrmChange.Kind;
import simtrix.bitrix24.EntityType;
import simtrix.bitrix24.FoundCaller;
import simtrix.bitrix24.FoundCaller.OpenDeal;
import simtrix.bitrix24.FoundCaller.OpenLead;
import simtrix.bitrix24.FoundCaller.Search;
import simtrix.caller.Card.Freshness;
import simtrix.settings.SimtrixSettings;

@DisplayName("The cached callers: how old they may be, and what makes them worthless")
class CallerCacheTest {

  private static final long PORTAL = 7;
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);
  private static final String EVA = "+4930111111";
  private static final String COMPANY = "+4930222222";
  private static final String LEAD = "+4930333333";
  private static final String NOBODY = "+4930444444";

  private final ManualClock clock = new ManualClock();
  private final CardIndex index = new CardIndex();
  private final Cache<Object, Object> callers = new CallerCache.Store().callers(index);
  private final NodeNews nodes = mock(NodeNews.class);
  private CallerCache cache;

  @BeforeEach
  void fill() {
    SimtrixSettings settings = mock(SimtrixSettings.class);
    when(settings.cardTtl()).thenReturn(TIME_TO_LIVE);
    cache = new CallerCache(callers, index, nodes, settings, clock);
    keep(PORTAL, EVA, Optional.of(contact(512, 3, 340)));
    keep(PORTAL, COMPANY, Optional.of(company(4)));
    keep(PORTAL, LEAD, Optional.of(lead(99)));
    keep(PORTAL, NOBODY, Optional.empty());
    keep(8, EVA, Optional.of(contact(512, 3, 340)));
  }

  @Test
  @DisplayName("A changed contact is forgotten, and so are numbers that were nobody's; others stay")
  void contact() {
    changes(Kind.CONTACT, Change.UPDATE, 512);
    assertCached(COMPANY, LEAD);
    changes(Kind.CONTACT, Change.UPDATE, 513);
    assertCached(COMPANY, LEAD);
  }

  @Test
  @DisplayName(
      "A new contact goes before a company and a lead; a deleted one concerns itself alone")
  void newContact() {
    changes(Kind.CONTACT, Change.ADD, 600);
    assertCached(EVA);
    fill();
    changes(Kind.CONTACT, Change.DELETE, 600);
    assertCached(EVA, COMPANY, LEAD, NOBODY);
    changes(Kind.CONTACT, Change.DELETE, 512);
    assertCached(COMPANY, LEAD, NOBODY);
  }

  @Test
  @DisplayName("A changed company is on the cards of its contacts as well")
  void companyOfContact() {
    changes(Kind.COMPANY, Change.UPDATE, 3);
    assertCached(COMPANY, LEAD);
    changes(Kind.COMPANY, Change.UPDATE, 4);
    assertCached(LEAD);
  }

  @Test
  @DisplayName("A deal or a lead is looked for where it is shown, and nobody else is forgotten")
  void dealAndLead() {
    changes(Kind.DEAL, Change.UPDATE, 341);
    changes(Kind.LEAD, Change.DELETE, 98);
    assertCached(EVA, COMPANY, LEAD, NOBODY);
    changes(Kind.DEAL, Change.MOVE, 340);
    changes(Kind.LEAD, Change.DELETE, 99);
    assertCached(COMPANY, NOBODY);
  }

  @Test
  @DisplayName("Nobody knows what has changed: the whole portal is forgotten, and no other")
  void anything() {
    cache.hear(news(CrmChange.unknown(PORTAL), false));
    assertCached();
    assertThat(cache.cardsOf(List.of(8L), EVA)).hasSize(1);
    assertThat(index.shows(Subject.all(PORTAL, Subject.Kind.UNKNOWN))).isFalse();
  }

  @Test
  @DisplayName("What may be our own echo throws no card away: it is shown once more, as an old one")
  void doubtful() {
    cache.hear(news(new CrmChange(PORTAL, Kind.CONTACT, Change.UPDATE, 512), true));
    assertCached(EVA, COMPANY, LEAD, NOBODY);
    assertThat(freshness(EVA)).isEqualTo(Freshness.STALE);
    assertThat(freshness(COMPANY)).isEqualTo(Freshness.CACHED);
    assertThat(cache.fresh(question(EVA))).as("not good enough to write by").isEmpty();
  }

  @Test
  @DisplayName("After an outage of events a card is shown as an old one once its time is over")
  void outage() {
    clock.advance(TIME_TO_LIVE.minusMillis(1));
    assertThat(freshness(EVA)).isEqualTo(Freshness.CACHED);
    clock.advance(Duration.ofMillis(1));
    assertThat(freshness(EVA)).isEqualTo(Freshness.STALE);
    keep(PORTAL, EVA, Optional.of(contact(512, 3, 340)));
    assertThat(freshness(EVA)).as("renewed").isEqualTo(Freshness.CACHED);
  }

  @Test
  @DisplayName(
      "An answer that a change has overtaken on its way is not kept; other changes are no matter")
  void overtaken() {
    long asked = cache.mark(PORTAL);
    changes(Kind.CONTACT, Change.UPDATE, 512);
    changes(Kind.CONTACT, Change.UPDATE, 513);
    cache.keep(lookUp(PORTAL, EVA, Optional.of(contact(512, 3, 340))), asked);
    cache.keep(lookUp(PORTAL, NOBODY, Optional.empty()), asked);
    cache.keep(lookUp(PORTAL, COMPANY, Optional.of(company(4))), asked);
    assertCached(COMPANY, LEAD);
    assertThat(freshness(COMPANY)).isEqualTo(Freshness.CACHED);
  }

  @Test
  @DisplayName(
      "Behind a mass update nobody knows what has overtaken an answer: it is kept as an old one")
  void overtakenByMany() {
    long asked = cache.mark(PORTAL);
    for (int i = 0; i < 600; i++) {
      changes(Kind.DEAL, Change.UPDATE, 10_000 + i);
    }
    cache.keep(lookUp(PORTAL, COMPANY, Optional.of(company(4))), asked);
    assertThat(freshness(COMPANY)).isEqualTo(Freshness.STALE);
    changes(Kind.COMPANY, Change.UPDATE, 4);
    assertThat(cache.cardsOf(List.of(PORTAL), COMPANY)).isEmpty();
  }

  @Test
  @DisplayName("A newer answer is not thrown away for an older one that comes behind it")
  void lateAnswer() {
    long asked = cache.mark(PORTAL);
    changes(Kind.CONTACT, Change.UPDATE, 512);
    keep(PORTAL, EVA, Optional.of(contact(700, 0, 0)));
    cache.keep(lookUp(PORTAL, EVA, Optional.of(contact(512, 3, 340))), asked);
    assertThat(cache.cardsOf(List.of(PORTAL), EVA).get(0).found().caller().orElseThrow().id())
        .isEqualTo(700);
    changes(Kind.CONTACT, Change.DELETE, 700);
    assertThat(cache.cardsOf(List.of(PORTAL), EVA)).isEmpty();
  }

  @Test
  @DisplayName("A card that shows somebody else by now is not forgotten for whom it showed before")
  void replaced() {
    keep(PORTAL, EVA, Optional.of(contact(700, 0, 0)));
    changes(Kind.CONTACT, Change.DELETE, 512);
    changes(Kind.DEAL, Change.UPDATE, 340);
    assertCached(EVA, COMPANY, LEAD, NOBODY);
  }

  @Test
  @DisplayName("A number that has to be forgotten is forgotten in every portal, and told on")
  void number() {
    assertThat(cache.forgetEverywhere(List.of(PORTAL, 8L, 9L), EVA)).isEqualTo(2);
    assertThat(cache.cardsOf(List.of(PORTAL, 8L), EVA)).isEmpty();
    verify(nodes).tellForgotten(Optional.empty(), EVA);
    fill();
    cache.hear(
        new CallerNews("there", Optional.empty(), false, Optional.empty(), Optional.of(EVA)));
    assertThat(cache.cardsOf(List.of(PORTAL, 8L), EVA)).isEmpty();
    assertCached(COMPANY, LEAD, NOBODY);
  }

  @Test
  @DisplayName("Whether anything of a change is shown here is known without looking at all cards")
  void shown() {
    assertThat(cache.shows(new CrmChange(PORTAL, Kind.CONTACT, Change.UPDATE, 512))).isTrue();
    assertThat(cache.shows(new CrmChange(PORTAL, Kind.COMPANY, Change.UPDATE, 3))).isTrue();
    assertThat(cache.shows(new CrmChange(PORTAL, Kind.CONTACT, Change.UPDATE, 513))).isFalse();
    assertThat(cache.hasDealCards(PORTAL)).isTrue();
    assertThat(cache.hasDealCards(9)).isFalse();
  }

  private void changes(Kind kind, Change change, long id) {
    cache.hear(news(new CrmChange(PORTAL, kind, change, id), false));
  }

  private static CallerNews news(CrmChange change, boolean doubtful) {
    return new CallerNews(
        "here", Optional.of(change), doubtful, Optional.of(change.portal()), Optional.empty());
  }

  private void assertCached(String... numbers) {
    assertThat(List.of(EVA, COMPANY, LEAD, NOBODY))
        .filteredOn(number -> !cache.cardsOf(List.of(PORTAL), number).isEmpty())
        .containsExactly(numbers);
  }

  private Freshness freshness(String number) {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(camel);
      exchange.getMessage().setBody(callers.getIfPresent(PORTAL + " " + number));
      cache.judge(exchange);
      return exchange.getProperty("freshness", Freshness.class);
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void keep(long portal, String number, Optional<FoundCaller> caller) {
    cache.keep(lookUp(portal, number, caller), cache.mark(portal));
  }

  private LookUp lookUp(long portal, String number, Optional<FoundCaller> caller) {
    return new LookUp(
        portal + " " + number,
        new CallerNumber(number, List.of(number)),
        new Search(caller.isPresent() ? 1 : 0, caller),
        clock.instant());
  }

  private static CallerQuestion question(String number) {
    return new CallerQuestion(
        PORTAL, Optional.of(new CallerNumber(number, List.of(number))), false);
  }

  private static FoundCaller contact(long id, long company, long deal) {
    return new FoundCaller(
        EntityType.CONTACT,
        id,
        "Eva Kern",
        Optional.of("Muster GmbH"),
        Optional.of(company).filter(known -> known > 0),
        Optional.empty(),
        "",
        Optional.of(new OpenDeal(deal, "Angebot", "Neu", "1.00", "EUR", ""))
            .filter(open -> deal > 0),
        Optional.empty());
  }

  private static FoundCaller company(long id) {
    return new FoundCaller(
        EntityType.COMPANY,
        id,
        "Muster GmbH",
        Optional.of("Muster GmbH"),
        Optional.of(id),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty());
  }

  private static FoundCaller lead(long id) {
    return new FoundCaller(
        EntityType.LEAD,
        id,
        "Anfrage",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.of(new OpenLead(id, "Anfrage", "Neu", "")));
  }

  private static final class ManualClock extends Clock {
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
