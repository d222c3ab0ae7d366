package simtrix.sync;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.ChangedRecords;
import simtrix.bitrix24.ChangedRecords.CrmRecord;
import simtrix.bitrix24.CrmChange;
import simtrix.bitrix24.CrmChange.Change;
import simtrix.bitrix24.CrmChange.Kind;
import simtrix.caller.CallerCache;
import simtrix.caller.CallerNews;
import simtrix.caller.CallerQuestions;
import simtrix.caller.LookUps;
import simtrix.caller.NodeNews;
import simtrix.failure.CrmFailure;

/**
 * Asks what events do not say. A changed caller is looked up again under the numbers it has now, so
 * that the next ring finds its card; a changed deal or lead makes the cards of its owners
 * worthless. Only what this node has cached is asked about, a few records at a time: a mass update
 * empties the cache and costs nothing else.
 */
@Component("renewals")
public class Renewals {

  private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);

  /** Callers that are looked up again: so many at once after a pause, and one each so often. */
  private static final int CALLERS_AT_ONCE = 10;

  private static final Duration EACH_CALLER = Duration.ofSeconds(5);

  /** What waits to be asked of one portal. */
  private record Work(ToRead callers, ToRead deals, Bucket rate) {

    static Work none() {
      Bucket rate =
          Bucket.builder()
              .addLimit(limit -> limit.capacity(CALLERS_AT_ONCE).refillGreedy(1, EACH_CALLER))
              .build();
      return new Work(new ToRead(), new ToRead(), rate);
    }
  }

  private final ChangedRecords records;
  private final LookUps lookUps;
  private final CallerQuestions questions;
  private final CallerCache cache;
  private final NodeNews nodes;
  private final Map<Long, Work> work = new ConcurrentHashMap<>();

  Renewals(
      ChangedRecords records,
      LookUps lookUps,
      CallerQuestions questions,
      CallerCache cache,
      NodeNews nodes) {
    this.records = records;
    this.lookUps = lookUps;
    this.questions = questions;
    this.cache = cache;
    this.nodes = nodes;
  }

  /** Notes what has to be asked about a change, before the cache forgets what it showed. */
  public void plan(@Body CallerNews news) {
    news.change()
        .filter(change -> !news.doubtful() && change.change() != Change.DELETE)
        .ifPresent(this::plan);
  }

  private void plan(CrmChange change) {
    CrmRecord one = new CrmRecord(change.kind(), change.id());
    Work here = work.computeIfAbsent(change.portal(), id -> Work.none());
    if (change.kind() != Kind.ANY && change.kind() != Kind.DEAL && cache.shows(change)) {
      here.callers().add(one);
    }
    boolean mayBeAnybodys = change.kind() == Kind.DEAL || change.kind() == Kind.LEAD;
    if (mayBeAnybodys && cache.hasDealCards(change.portal()) && !here.deals().add(one)) {
      forgetAll(change.portal());
    }
  }

  /** Asks about what waits; called again and again, and nothing waits for its answers. */
  public void round() {
    work.forEach(
        (portal, here) -> {
          readOwners(portal, here);
          readCallers(portal, here);
        });
  }

  private void readOwners(long portal, Work here) {
    List<CrmRecord> next = here.deals().begin(ChangedRecords.MOST);
    if (!next.isEmpty()) {
      var unused =
          records
              .owners(portal, next)
              .whenComplete(
                  (owners, failure) -> {
                    here.deals().done();
                    if (failure == null) {
                      owners.forEach(owner -> changed(portal, owner));
                    } else {
                      LOG.info(
                          "Owners of changed deals of portal {} could not be read ({}).",
                          portal,
                          CrmFailure.codeOf(failure));
                      forgetAll(portal);
                    }
                  });
    }
  }

  private void changed(long portal, CrmRecord owner) {
    forget(new CrmChange(portal, owner.kind(), Change.MOVE, owner.id()));
  }

  private void forgetAll(long portal) {
    forget(CrmChange.unknown(portal));
  }

  /** On this node alone: every node asks about what it shows itself. */
  private void forget(CrmChange change) {
    cache.hear(nodes.of(change, false));
  }

  private void readCallers(long portal, Work here) {
    long room = here.rate().getAvailableTokens();
    List<CrmRecord> next = room == 0 ? List.of() : here.callers().begin((int) room);
    if (!next.isEmpty()) {
      here.rate().tryConsume(next.size());
      var unused =
          records
              .numbers(portal, next)
              .thenCompose(numbers -> lookUp(portal, numbers))
              .whenComplete(
                  (done, failure) -> {
                    here.callers().done();
                    if (failure != null) {
                      LOG.info(
                          "Changed callers of portal {} are looked up when they ring ({}).",
                          portal,
                          CrmFailure.codeOf(failure));
                    }
                  });
    }
  }

  private CompletionStage<Void> lookUp(long portal, Set<String> numbers) {
    return CompletableFuture.allOf(
        numbers.stream()
            .map(number -> questions.about(portal, Optional.of(number), Optional.empty(), false))
            .filter(question -> question.number().isPresent())
            .distinct()
            .map(lookUps::ahead)
            .toArray(CompletableFuture[]::new));
  }
}
