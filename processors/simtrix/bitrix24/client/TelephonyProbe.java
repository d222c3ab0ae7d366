package simtrix.bitrix24.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.PortalClient;
import simtrix.bitrix24.TelephonyMode;
import simtrix.bitrix24.Urgency;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.portal.Portal;
import simtrix.portal.Portal.Telephony;
import simtrix.portal.PortalRegistry;

/**
 * Knows whether a portal takes telephony calls from us, and finds out where it does not know
 * (REFERENCE 5.0): it finishes a call that does not exist, without naming one. That changes
 * nothing, and only a portal that forbids the method as such says {@code WRONG_AUTH_TYPE}.
 */
@Component
public class TelephonyProbe implements TelephonyMode {
  private static final Logger LOG = LoggerFactory.getLogger(TelephonyProbe.class);
  private static final Command PROBE =
      new Command("probe", "telephony.externalCall.finish", Map.of());
  private static final String REFUSED = "WRONG_AUTH_TYPE";

  private final PortalClient client;
  private final PortalRegistry portals;
  private final Map<Long, CompletableFuture<Telephony>> running = new ConcurrentHashMap<>();

  TelephonyProbe(PortalClient client, PortalRegistry portals) {
    this.client = client;
    this.portals = portals;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CrmFailure if it is not known and the portal does not say
   */
  @Override
  public boolean isTelephonyAllowed(long portal) {
    Telephony known = portals.findById(portal).map(TelephonyProbe::known).orElse(Telephony.UNKNOWN);
    if (known != Telephony.UNKNOWN) {
      return known == Telephony.ALLOWED;
    }
    try {
      return probe(portal).join() == Telephony.ALLOWED;
    } catch (CompletionException e) {
      throw e.getCause() instanceof CrmFailure failure ? failure : e;
    }
  }

  /** An application may use telephony (REFERENCE 5.0); only a webhook has to be tried. */
  private static Telephony known(Portal portal) {
    boolean application = portal.mode() == Portal.Mode.OAUTH;
    return application && portal.telephony() == Telephony.UNKNOWN
        ? Telephony.ALLOWED
        : portal.telephony();
  }

  @Override
  public void telephonyWasRefused(long portal) {
    portals.telephony(portal, Telephony.REFUSED);
  }

  /** Asks the portal now, once for all who want to know, and keeps what it says. */
  public CompletableFuture<Telephony> probe(long portal) {
    CompletableFuture<Telephony> mine = new CompletableFuture<>();
    CompletableFuture<Telephony> first = running.putIfAbsent(portal, mine);
    if (first != null) {
      return first;
    }
    var unused =
        client
            .send(portal, Urgency.WRITE, List.of(PROBE))
            .thenApply(outcomes -> kept(portal, outcomes.get(PROBE.name())))
            .whenComplete(
                (telephony, failure) -> {
                  running.remove(portal);
                  if (failure == null) {
                    mine.complete(telephony);
                  } else {
                    mine.completeExceptionally(unwrapped(failure));
                  }
                });
    return mine;
  }

  private Telephony kept(long portal, Outcome outcome) {
    Telephony telephony = Telephony.ALLOWED;
    if (outcome instanceof Outcome.Refused refused) {
      CrmFailure failure = refused.failure();
      if (failure.category().isPassing() || failure.category() == Category.AUTH) {
        throw failure;
      }
      telephony = REFUSED.equalsIgnoreCase(failure.code()) ? Telephony.REFUSED : Telephony.ALLOWED;
    }
    portals.telephony(portal, telephony);
    LOG.info("Telephony of portal {}: {}.", portal, telephony);
    return telephony;
  }

  private static Throwable unwrapped(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
