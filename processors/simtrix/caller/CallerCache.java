package simtrix.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CrmChange;
import simtrix.bitrix24.EntityType;
import simtrix.bitrix24.FoundCaller;
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
    Cache<Object, Object> callers() {
      return Caffeine.newBuilder()
          .maximumSize(MOST_CALLERS)
          .expireAfterWrite(LONGEST)
          .recordStats()
          .build();
    }
  }

  private final Cache<Object, Object> callers;
  private final Duration timeToLive;
  private final Clock clock;

  CallerCache(Cache<Object, Object> callers, SimtrixSettings settings, Clock clock) {
    this.callers = callers;
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

  void keep(LookUp lookUp) {
    callers.put(lookUp.key(), lookUp);
  }

  /** Forgets one number: something has just been written about it. */
  public void forget(CallerQuestion question) {
    callers.invalidate(question.key());
  }

  /**
   * Forgets every card of a portal that a change may have made wrong. A record that is new or was
   * changed may now carry a number that was unknown so far, and an open deal may belong to anybody
   * who has none yet.
   */
  public void forget(@Body CrmChange change) {
    String portal = change.portal() + " ";
    callers
        .asMap()
        .values()
        .removeIf(
            entry ->
                entry instanceof LookUp lookUp
                    && lookUp.key().startsWith(portal)
                    && touches(change, lookUp));
  }

  private static boolean touches(CrmChange change, LookUp lookUp) {
    return lookUp.found().caller().map(caller -> touches(change, caller)).orElse(true);
  }

  private static boolean touches(CrmChange change, FoundCaller caller) {
    boolean itself =
        caller.type().name().equals(change.kind().name()) && caller.id() == change.id();
    return itself
        || switch (change.kind()) {
          // It may be anybody's, and the one that was changed last is shown.
          case DEAL -> caller.type() != EntityType.LEAD;
          case LEAD ->
              caller.lead().map(lead -> lead.id() == change.id()).orElse(caller.deal().isEmpty());
          case COMPANY -> caller.company().isPresent();
          case CONTACT ->
              change.change() == CrmChange.Change.ADD && caller.type() != EntityType.CONTACT;
        };
  }

  private boolean isFresh(Instant at) {
    return at.plus(timeToLive).isAfter(clock.instant());
  }
}
