package simtrix.installation;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.EventBinding;
import simtrix.portal.Portal;
import simtrix.portal.Portal.Mode;
import simtrix.portal.Portal.Status;
import simtrix.portal.PortalConnected;
import simtrix.portal.PortalRegistry;
import simtrix.settings.SimtrixSettings;

/**
 * Has the events of a portal bound to this server's public address: when it comes in, and at every
 * start, because the operator may have given the address only now and a portal drops what was bound
 * when the application is updated (REFERENCE 2.2).
 */
@Component
class ConnectedPortals {
  private static final String EVENTS = "/bitrix24/events";

  private final PortalRegistry portals;
  private final EventBinding binding;
  private final Optional<URI> handler;

  ConnectedPortals(PortalRegistry portals, EventBinding binding, SimtrixSettings settings) {
    this.portals = portals;
    this.binding = binding;
    this.handler = settings.publicUrl().map(url -> URI.create(url + EVENTS));
  }

  @EventListener
  void bind(PortalConnected connected) {
    portals.findById(connected.portal()).ifPresent(this::bind);
  }

  @EventListener(ApplicationReadyEvent.class)
  void bindAll() {
    if (handler.isPresent()) {
      portals.all().forEach(this::bind);
    }
  }

  private void bind(Portal portal) {
    boolean application = portal.mode() == Mode.OAUTH && portal.status() == Status.ACTIVE;
    if (application && handler.isPresent()) {
      var unused = binding.bind(portal.id(), handler.get());
    }
  }
}
