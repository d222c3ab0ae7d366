package simtrix.sync;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CrmChange;
import simtrix.bitrix24.OfflineQueue;
import simtrix.bitrix24.OfflineQueue.EventPackage;
import simtrix.failure.CrmFailure;
import simtrix.portal.PortalConnected;
import simtrix.portal.PortalHasEvents;
import simtrix.portal.PortalRegistry;
import simtrix.settings.SimtrixSettings;
import simtrix.sync.OfflineRows.Standing;

/**
 * Fetches the events that portals keep for this server, package by package: first the cached
 * callers are forgotten, then the package is given back, so that one that was in the middle when a
 * node died is read again. Where a package may have been set aside that nobody has seen, all cached
 * callers of the portal are forgotten instead (decision 0013).
 */
@Component("offlineEvents")
public class OfflineEvents {

  private static final Logger LOG = LoggerFactory.getLogger(OfflineEvents.class);

  /** A portal whose plan or token does not allow it may get another one. */
  private static final Duration ASK_AGAIN = Duration.ofHours(1);

  private static final String EVENTS = "/bitrix24/events";
  private static final int MOST_PORTALS = 500;

  /** Packages of one turn; a mass update must not keep the portal busy for ever. */
  private static final int MOST_PACKAGES = 20;

  private final OfflineQueue queue;
  private final OfflineRows rows;
  private final PortalRegistry portals;
  private final Duration interval;
  private final Optional<URI> wakeUp;

  OfflineEvents(
      OfflineQueue queue, OfflineRows rows, PortalRegistry portals, SimtrixSettings settings) {
    this.queue = queue;
    this.rows = rows;
    this.portals = portals;
    this.interval = settings.bitrix24().offlineEvents();
    this.wakeUp = settings.publicUrl().map(url -> URI.create(url + EVENTS));
  }

  @EventListener
  void connected(PortalConnected portal) {
    rows.begin(portal.portal());
  }

  @EventListener
  void hurry(PortalHasEvents portal) {
    rows.hurry(portal.portal());
  }

  /**
   * What the operator has changed before this start may be another address for the wake-up call.
   */
  @EventListener(ApplicationReadyEvent.class)
  void bindAll() {
    portals.all().forEach(portal -> rows.begin(portal.id()));
  }

  /** The portals whose turn it is on this node. */
  public List<Long> due() {
    return rows.lease(MOST_PORTALS);
  }

  /**
   * Fetches the next package: its {@link CrmChange}s are the answer. Sets the property {@code more}
   * to whether the turn goes on behind them, and {@code pause} to the time until the next one.
   */
  public CompletionStage<List<CrmChange>> fetch(
      Exchange exchange,
      @ExchangeProperty("portal") long portal,
      @ExchangeProperty("packages") int before) {
    exchange.setProperty("more", false);
    exchange.setProperty("pause", interval);
    Standing standing = rows.standing(portal);
    CompletableFuture<List<CrmChange>> changes =
        standing.offered() ? fetch(exchange, standing, before) : open(exchange, portal);
    return changes.exceptionally(failure -> notNow(exchange, portal, failure));
  }

  private CompletableFuture<List<CrmChange>> open(Exchange exchange, long portal) {
    return queue
        .open(portal, wakeUp)
        .thenApply(
            offered -> {
              rows.offered(portal, offered);
              exchange.setProperty("pause", offered ? Duration.ZERO : ASK_AGAIN);
              LOG.info("Portal {} keeps events for this server: {}", portal, offered);
              return List.of();
            });
  }

  private CompletableFuture<List<CrmChange>> fetch(
      Exchange exchange, Standing standing, int before) {
    long portal = standing.portal();
    boolean interrupted = before == 0 && standing.fetched().isPresent();
    boolean unseen = before == 0 && standing.asked();
    CompletableFuture<EventPackage> answer;
    if (interrupted) {
      answer = queue.again(portal, standing.fetched().get());
    } else {
      rows.asks(portal);
      answer = queue.next(portal, standing.fetched());
    }
    return answer.thenApply(
        fetched -> {
          Optional<String> process = interrupted ? standing.fetched() : fetched.process();
          boolean goesOn = (interrupted || fetched.full()) && before + 1 < MOST_PACKAGES;
          boolean lost = unseen || (interrupted && fetched.changes().isEmpty());
          rows.fetched(portal, process);
          exchange.setProperty("packages", before + 1);
          exchange.setProperty("more", goesOn);
          return lost ? withUnknown(portal, fetched.changes()) : fetched.changes();
        });
  }

  private static List<CrmChange> withUnknown(long portal, List<CrmChange> changes) {
    List<CrmChange> all = new ArrayList<>(changes);
    all.add(CrmChange.unknown(portal));
    return all;
  }

  private List<CrmChange> notNow(Exchange exchange, long portal, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    LOG.debug("Events of portal {} were not fetched ({}).", portal, CrmFailure.codeOf(cause));
    if (cause instanceof CrmFailure judged && !judged.isUnclear()) {
      refused(exchange, portal, judged);
    }
    return List.of();
  }

  /** Nothing was set aside: the portal has said no, or has not seen the question. */
  private void refused(Exchange exchange, long portal, CrmFailure failure) {
    Standing standing = rows.standing(portal);
    if (standing.offered()) {
      rows.fetched(portal, standing.fetched());
    }
    if (!failure.category().isPassing()) {
      rows.offered(portal, false);
      exchange.setProperty("pause", ASK_AGAIN);
    }
  }

  /**
   * Ends a turn that has no more packages: the last one is given back, and other nodes may have the
   * next turn.
   */
  public CompletionStage<Void> end(
      @ExchangeProperty("portal") long portal, @ExchangeProperty("pause") Duration pause) {
    Standing standing = rows.standing(portal);
    boolean done = standing.offered() && !standing.asked();
    return standing
        .fetched()
        .filter(process -> done)
        .map(process -> give(portal, process))
        .orElseGet(() -> CompletableFuture.completedFuture(null))
        .handle(
            (given, failure) -> {
              rows.release(portal, pause);
              return null;
            });
  }

  private CompletableFuture<Void> give(long portal, String process) {
    return queue.clear(portal, process).thenRun(() -> rows.fetched(portal, Optional.empty()));
  }
}
