package simtrix.caller;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CallerSearch;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.scenario.Scenarios;
import simtrix.settings.SimtrixSettings;

/**
 * Asks the portal, once for all who want to know the same at the same time: a hundred phones that
 * ring for one number cost one look-up (DESIGN 10).
 */
@Component("lookUps")
public class LookUps {

  private static final Logger LOG = LoggerFactory.getLogger(LookUps.class);

  private final CallerSearch search;
  private final CallerCache cache;
  private final Scenarios scenarios;
  private final SimtrixSettings settings;
  private final Clock clock;

  /** Look-ups under way; an entry leaves when its look-up ends. */
  private final AsyncCache<String, LookUp> underWay = Caffeine.newBuilder().buildAsync();

  LookUps(
      CallerSearch search,
      CallerCache cache,
      Scenarios scenarios,
      SimtrixSettings settings,
      Clock clock) {
    this.scenarios = scenarios;
    this.search = search;
    this.cache = cache;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Looks up for a phone that is ringing now.
   *
   * @return what the portal says; empty when it does not say it in time, or fails. The look-up
   *     itself goes on, and the next one who asks finds its answer in the cache.
   */
  public CompletionStage<Optional<LookUp>> inTime(
      @ExchangeProperty("question") CallerQuestion question) {
    return join(question)
        .thenApply(Optional::of)
        .exceptionally(
            failure -> {
              LOG.info("A caller could not be looked up ({}).", CrmFailure.codeOf(failure));
              return Optional.empty();
            })
        .completeOnTimeout(
            Optional.empty(), settings.cardDeadline().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The same for one who takes a fresh answer of before as well. */
  public CompletionStage<Optional<LookUp>> soon(CallerQuestion question) {
    Optional<LookUp> known = cache.fresh(question);
    return known.isPresent() ? CompletableFuture.completedFuture(known) : inTime(question);
  }

  /** Renews an old entry; nobody waits for it. */
  public void renew(@ExchangeProperty("question") CallerQuestion question) {
    join(question)
        .exceptionally(
            failure -> {
              LOG.info("An old caller card could not be renewed ({}).", CrmFailure.codeOf(failure));
              return null;
            });
  }

  /**
   * Looks up for a call that is to be written: a fresh answer from the cache will do if it names
   * somebody, but nobody is called unknown without asking now: the answer of a look-up that is
   * under way may be older than the lead of the call before.
   *
   * @throws CrmFailure when the portal cannot say
   */
  public LookUp forWriting(CallerQuestion question) {
    Optional<LookUp> known =
        cache.fresh(question).filter(entry -> entry.found().caller().isPresent());
    try {
      return known.orElseGet(() -> ask(question, Urgency.WRITE).join());
    } catch (CompletionException failed) {
      throw reason(failed);
    }
  }

  /**
   * Looks up although nobody asks yet, behind all who do.
   *
   * @return fails with a {@link CrmFailure} when the portal cannot say
   */
  public CompletableFuture<LookUp> ahead(CallerQuestion question) {
    return ask(question, Urgency.WRITE);
  }

  private CompletableFuture<LookUp> join(CallerQuestion question) {
    return underWay.get(
        question.key(),
        (key, executor) -> {
          CompletableFuture<LookUp> asked = ask(question, Urgency.LOOK_UP);
          var unused =
              asked.whenCompleteAsync(
                  (lookUp, failure) -> underWay.asMap().remove(key, asked), executor);
          return asked;
        });
  }

  private CompletableFuture<LookUp> ask(CallerQuestion question, Urgency urgency) {
    CallerNumber number = question.number().orElseThrow();
    long asked = cache.mark(question.portal());
    return search
        .find(
            question.portal(),
            number.spellings(),
            number.digitForms(),
            scenarios.of(question.portal()).matching(),
            urgency)
        .thenApply(
            found -> {
              LookUp lookUp = new LookUp(question.key(), number, found, clock.instant());
              cache.keep(lookUp, asked);
              return lookUp;
            });
  }

  private static CrmFailure reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof CrmFailure known
        ? known
        : CrmFailure.of(
            Category.BUG,
            "LOOK_UP_BUG",
            "The look-up ended with an unexpected error; see the server's log.",
            cause);
  }
}
