package simtrix.sync;

import java.time.Duration;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CrmChange;
import simtrix.bitrix24.CrmChange.Change;
import simtrix.bitrix24.CrmChange.Kind;
import simtrix.call.RecentWrites;
import simtrix.caller.NodeNews;

/**
 * Tells changes from the echo of what this server wrote itself: events say only ids, not who it was
 * (REFERENCE 10, 11; decision 0012).
 */
@Component("echoes")
public class Echoes {

  private static final Logger LOG = LoggerFactory.getLogger(Echoes.class);

  /** Property: whether the change is nothing but our own write. */
  public static final String OWN = "ownEcho";

  /** Property: whether the portal has told of a lead before it has told us that it is ours. */
  public static final String TOO_EARLY = "tooEarly";

  /** So long after a write its echo may come; the portal sends events with a delay. */
  private static final Duration ECHO = Duration.ofSeconds(10);

  private final RecentWrites writes;
  private final NodeNews nodes;

  Echoes(RecentWrites writes, NodeNews nodes) {
    this.writes = writes;
    this.nodes = nodes;
  }

  /**
   * Sets the properties {@value #OWN} and {@value #TOO_EARLY}, and the change as news for all nodes
   * into the body unless it is too early.
   */
  public void judge(Exchange exchange, @Body CrmChange change) {
    boolean addedLead = change.kind() == Kind.LEAD && change.change() == Change.ADD;
    boolean own = addedLead && writes.madeLead(change.portal(), change.id());
    boolean tooEarly = addedLead && !own && writes.mayBeMakingLead(change.portal());
    exchange.setProperty(TOO_EARLY, tooEarly);
    exchange.setProperty(OWN, own);
    if (!tooEarly) {
      tell(exchange, change, own);
    }
  }

  /** The same for a change that was too early before: what is not known by now is not ours. */
  public void judgeFinally(Exchange exchange, @Body CrmChange change) {
    boolean own = writes.madeLead(change.portal(), change.id());
    exchange.setProperty(TOO_EARLY, false);
    exchange.setProperty(OWN, own);
    tell(exchange, change, own);
  }

  private void tell(Exchange exchange, CrmChange change, boolean own) {
    boolean doubtful = !own && change.change() != Change.DELETE && mayBeOurs(change);
    LOG.debug("Change {}: own {}, doubtful {}", change, own, doubtful);
    exchange.getMessage().setBody(nodes.of(change, doubtful));
  }

  private boolean mayBeOurs(CrmChange change) {
    return switch (change.kind()) {
      case CONTACT, COMPANY, LEAD ->
          writes.wroteTo(change.portal(), change.kind().name(), change.id(), ECHO);
      case DEAL -> writes.boundTo(change.portal(), change.id(), ECHO);
      case ANY -> false;
    };
  }
}
