package simtrix.caller;

import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CrmChange;
import simtrix.routing.CallsRoutes;
import simtrix.routing.RouteCaller;

/** What this node tells the others about callers, and what of all that is told comes from them. */
@Component("nodeNews")
@CallsRoutes("tell-other-nodes")
public class NodeNews {

  private static final Logger LOG = LoggerFactory.getLogger(NodeNews.class);

  private final RouteCaller routes;
  private final String node = UUID.randomUUID().toString();

  NodeNews(RouteCaller routes) {
    this.routes = routes;
  }

  /** Something changed in a CRM. */
  public CallerNews of(CrmChange change, boolean doubtful) {
    return new CallerNews(
        node, Optional.of(change), doubtful, Optional.of(change.portal()), Optional.empty());
  }

  /** Whether another node tells this; its own a node has acted upon before it told them. */
  public boolean isFromElsewhere(@Body CallerNews news) {
    return !news.node().equals(node);
  }

  /**
   * Tells the other nodes to forget a number. They are told behind the caller's back; who cannot be
   * told forgets by the card's time to live.
   *
   * @param portal where; empty: everywhere
   */
  void tellForgotten(Optional<Long> portal, String number) {
    CallerNews news = new CallerNews(node, Optional.empty(), false, portal, Optional.of(number));
    try {
      routes.call("tell-other-nodes", exchange -> exchange.getMessage().setBody(news));
    } catch (IllegalStateException noRoute) {
      LOG.warn("The other nodes are not told of a forgotten number: {}", noRoute.getMessage());
    }
  }
}
