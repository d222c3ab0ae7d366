package simtrix.installation;

import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;
import simtrix.access.Viewer;
import simtrix.edge.RefusedRequest;
import simtrix.portal.PortalRegistry;
import simtrix.text.Sentence;

/**
 * A person stops all traffic to a portal, and lets it go on. While it is paused nothing is sent
 * there: calls wait in its queue, and phones see what the cache knows. Neither a new installation
 * nor a restart ends a pause.
 */
@Component("portalPause")
public class PortalPause {

  private final PortalRegistry portals;

  PortalPause(PortalRegistry portals) {
    this.portals = portals;
  }

  /**
   * @throws RefusedRequest 404
   */
  public void pause(@Header("id") long id, @ExchangeProperty("viewer") Viewer viewer) {
    if (!portals.paused(id, viewer.name())) {
      throw unknown(id);
    }
  }

  /**
   * @throws RefusedRequest 404
   */
  public void resume(@Header("id") long id) {
    if (!portals.resumed(id)) {
      throw unknown(id);
    }
  }

  private static RefusedRequest unknown(long id) {
    return RefusedRequest.notFound(Sentence.of("refusal.portal.none", id));
  }
}
