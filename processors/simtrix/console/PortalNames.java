package simtrix.console;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import simtrix.portal.PortalRegistry;

/** What portals are called on the page: by their host. */
@Component
class PortalNames {

  private final PortalRegistry portals;

  PortalNames(PortalRegistry portals) {
    this.portals = portals;
  }

  /** Hosts by the portal's id. */
  Map<Long, String> byId() {
    Map<Long, String> names = new TreeMap<>();
    portals.all().forEach(portal -> names.put(portal.id(), portal.host()));
    return names;
  }
}
