package simtrix.support;

import java.util.List;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.client.PortalHealth;
import simtrix.portal.Portal;
import simtrix.portal.PortalRegistry;

/** The portals as support sees them. */
@Component("portalDesk")
public class PortalDesk {

  /**
   * @param id what {@code POST /pairing-codes} wants as {@code portal}
   * @param host with the port where it is not the usual one
   */
  public record Row(long id, String host, String memberId, Portal.Mode mode, String status) {}

  private final PortalRegistry portals;
  private final PortalHealth health;

  PortalDesk(PortalRegistry portals, PortalHealth health) {
    this.portals = portals;
    this.health = health;
  }

  public List<Row> list() {
    return portals.all().stream()
        .map(
            portal ->
                new Row(
                    portal.id(),
                    portal.host(),
                    portal.memberId(),
                    portal.mode(),
                    health.status(portal)))
        .toList();
  }
}
