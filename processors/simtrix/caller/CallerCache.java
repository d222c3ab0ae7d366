package simtrix.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CrmChange;
import simtrix.bitrix24.CrmChange.Change;
import simtrix.caller.Card.Freshness;
import simtrix.settings.SimtrixSettings;

/**
 * The rules of the look-up cache: how fresh an entry is, and which entries a change in the CRM
 * makes worthless. Entries are kept beyond their time to live, because an old card is better than
 * none while the portal is slow.
 */
@Component("callerCache")
public class CallerCache {

  /** The cache that the route of the card reads. */
  @Configuration
  static class Store {

    private static final int MOST_CALLERS = 200_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    @Bean
    Cache<Object, Object> callers(CardIndex index) {
      return Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterWrite(LONGEST)
          .evictionListener((key, lookUp, cause) -> index.remove((LookUp) lookUp))
          .recordStats()
          .build();
    }
  }

  private final Cache<Object, Object> callers;
  private final CardIndex index;
  private final NodeNews nodes;
  private final Duration timeToLive;
  private final Clock clock;
  private final Map<Long, RecentChanges> changes = new ConcurrentHashMap<>();

  CallerCache(
      Cache<Object, Object> callers,
      CardIndex index,
      NodeNews nodes,
      SimtrixSettings settings,
      Clock clock) {
    this.callers = callers;
    this.index = index;
    this.nodes = nodes;
    this.timeToLive = settings.cardTtl();
    this.clock = clock;
  }

  /**
   * Sets the property {@code freshness} to CACHED or STALE; leaves it out when the cache had
   * nothing.
   */
  public void judge(Exchange exchange) {
    if (exchange.getMessage().getBody() instanceof LookUp entry) {
      exchange.setProperty("freshness", isFresh(entry.at()) ? Freshness.CACHED : Freshness.STALE);
    }
  }

  /** What is known and still fresh. */
  public Optional<LookUp> fresh(CallerQuestion question) {
    return Optional.ofNullable((LookUp) callers.getIfPresent(question.key()))
        .filter(found -> isFresh(found.at()));
  }

  /** A mark of this moment, for {@link #keep}. */
  long mark(long portal) {
    return changesOf(portal).mark();
  }

  /**
   * Keeps an answer, unless it may be older than a change that has been heard of meanwhile.
   *
   * @param asked mark of the moment at which the portal was asked
   */
  void keep(LookUp lookUp, long asked) {
    callers.asMap().compute(lookUp.key(), (key, before) -> newest(lookUp, (LookUp) before, asked));
  }

  private LookUp newest(LookUp lookUp, LookUp before, long asked) {
    // Entered first: a change that is not seen below finds the card there.
    index.add(lookUp);
    LookUp kept =
        switch (changesOf(lookUp.portal()).since(asked, lookUp)) {
          case NOTHING -> lookUp;
          case TOO_MUCH -> lookUp.doubted();
          case CONCERNED -> before;
        };
    Set<Subject> stays = kept == null ? Set.of() : Subject.of(kept);
    Stream.of(Optional.of(lookUp), Optional.ofNullable(before))
        .flatMap(Optional::stream)
        .filter(one -> !one.equals(kept))
        .forEach(gone -> index.remove(gone, stays));
    return kept;
  }

  /** Forgets one number on every node: something has just been written about it. */
  public void forget(CallerQuestion question) {
    forgetHere(question.portal(), question.key());
    question
        .number()
        .ifPresent(number -> nodes.tellForgotten(Optional.of(question.portal()), number.e164()));
  }

  /**
   * Forgets a person's number in every portal and on every node.
   *
   * @param portals all there are
   * @return how many cards this node had
   */
  public int forgetEverywhere(List<Long> portals, String number) {
    List<LookUp> cards = cardsOf(portals, number);
    portals.forEach(portal -> forgetHere(portal, key(portal, number)));
    nodes.tellForgotten(Optional.empty(), number);
    return cards.size();
  }

  /** What this node has cached about a number. */
  public List<LookUp> cardsOf(List<Long> portals, String number) {
    return portals.stream()
        .map(portal -> (LookUp) callers.getIfPresent(key(portal, number)))
        .filter(card -> card != null)
        .toList();
  }

  /**
   * Forgets what news make worthless on this node. Cards that a doubtful change concerns are kept
   * and shown as old ones, to be renewed when somebody asks (decision 0012).
   */
  public void hear(@Body CallerNews news) {
    news.number().ifPresent(number -> forgetNumber(news.portal(), number));
    news.change().ifPresent(change -> hear(change, news.doubtful()));
  }

  private void forgetNumber(Optional<Long> portal, String number) {
    portal.ifPresentOrElse(
        one -> forgetHere(one, key(one, number)),
        () ->
            callers.asMap().keySet().stream()
                .map(Object::toString)
                .filter(key -> key.endsWith(" " + number))
                .forEach(key -> forgetHere(Long.parseLong(key.split(" ")[0]), key)));
  }

  private void hear(CrmChange change, boolean doubtful) {
    Set<Subject> subjects = subjects(change);
    changesOf(change.portal()).add(answer -> concerns(subjects, answer));
    for (String key : index.showing(subjects)) {
      callers
          .asMap()
          .computeIfPresent(key, (same, card) -> after((LookUp) card, subjects, doubtful));
    }
  }

  private LookUp after(LookUp card, Set<Subject> subjects, boolean doubtful) {
    if (!concerns(subjects, card)) {
      return card;
    }
    if (doubtful) {
      return card.doubted();
    }
    index.remove(card);
    return null;
  }

  private static boolean concerns(Set<Subject> subjects, LookUp card) {
    return Subject.of(card).stream().anyMatch(subjects::contains);
  }

  /** Whether a card of this node shows the record. */
  public boolean shows(CrmChange change) {
    return switch (change.kind()) {
      case CONTACT, COMPANY, LEAD, DEAL ->
          index.shows(
              new Subject(
                  change.portal(), Subject.Kind.valueOf(change.kind().name()), change.id()));
      case ANY -> false;
    };
  }

  /** Whether this node has cards of a portal on which a deal or a lead may stand. */
  public boolean hasDealCards(long portal) {
    return index.shows(Subject.all(portal, Subject.Kind.CALLING_CONTACT))
        || index.shows(Subject.all(portal, Subject.Kind.CALLING_COMPANY));
  }

  private void forgetHere(long portal, String key) {
    changesOf(portal).add(answer -> answer.key().equals(key));
    callers
        .asMap()
        .computeIfPresent(
            key,
            (same, card) -> {
              index.remove((LookUp) card);
              return null;
            });
  }

  /**
   * What a card must show for the change to concern it. A record that is new or was changed may now
   * carry a number that was nobody's so far; a new one also goes before those that are less.
   */
  private static Set<Subject> subjects(CrmChange change) {
    long portal = change.portal();
    if (change.kind() == CrmChange.Kind.ANY) {
      return EnumSet.range(Subject.Kind.UNKNOWN, Subject.Kind.CALLING_LEAD).stream()
          .map(kind -> Subject.all(portal, kind))
          .collect(Collectors.toSet());
    }
    List<Subject> subjects = new ArrayList<>();
    subjects.add(new Subject(portal, Subject.Kind.valueOf(change.kind().name()), change.id()));
    boolean hasNumbers = change.kind() != CrmChange.Kind.DEAL;
    if (hasNumbers && (change.change() == Change.ADD || change.change() == Change.UPDATE)) {
      subjects.add(Subject.all(portal, Subject.Kind.UNKNOWN));
    }
    if (change.change() == Change.ADD) {
      lesser(change.kind()).forEach(kind -> subjects.add(Subject.all(portal, kind)));
    }
    return Set.copyOf(subjects);
  }

  /** A contact is shown before a company, and that before a lead (DESIGN 6). */
  private static List<Subject.Kind> lesser(CrmChange.Kind kind) {
    return switch (kind) {
      case CONTACT -> List.of(Subject.Kind.CALLING_COMPANY, Subject.Kind.CALLING_LEAD);
      case COMPANY -> List.of(Subject.Kind.CALLING_LEAD);
      case LEAD, DEAL, ANY -> List.of();
    };
  }

  private RecentChanges changesOf(long portal) {
    return changes.computeIfAbsent(portal, id -> new RecentChanges());
  }

  private static String key(long portal, String number) {
    return portal + " " + number;
  }

  private boolean isFresh(Instant at) {
    return at.plus(timeToLive).isAfter(clock.instant());
  }
}
