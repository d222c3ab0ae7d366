package simtrix.installation;

import java.util.Optional;
import org.apache.camel.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.CrmChange;
import simtrix.bitrix24.PortalEventName;
import simtrix.edge.RefusedRequest;
import simtrix.portal.Portal;
import simtrix.portal.PortalHasEvents;
import simtrix.portal.PortalRegistry;

/** Takes what portals tell about themselves (DESIGN 5, REFERENCE 7.2). */
@Component
public class PortalEvents {
  private static final Logger LOG = LoggerFactory.getLogger(PortalEvents.class);

  private final PortalRegistry portals;
  private final ApplicationEventPublisher publisher;

  PortalEvents(PortalRegistry portals, ApplicationEventPublisher publisher) {
    this.portals = portals;
    this.publisher = publisher;
  }

  /**
   * Takes one delivery. A portal that has removed the application loses its tokens here.
   *
   * @param text the form that the portal posted
   * @return the change in its CRM; {@code null}, as Camel wants it, for an event about anything
   *     else
   * @throws RefusedRequest 403 if it does not show where it comes from
   */
  public CrmChange take(@Body String text) {
    PhpForm form = PhpForm.read(text);
    Portal portal = sender(form);
    PortalEventName event = new PortalEventName(form.field("event").orElse(""));
    if (event.isUninstall()) {
      portals.uninstalled(portal.id());
      LOG.info("Portal {} has removed the application.", portal.id());
      return null;
    }
    if (event.isOfflineWaiting()) {
      publisher.publishEvent(new PortalHasEvents(portal.id()));
      return null;
    }
    return recordId(form).flatMap(id -> event.change(portal.id(), id)).orElse(null);
  }

  private Portal sender(PhpForm form) {
    return form.field("auth[member_id]")
        .flatMap(portals::findByMemberId)
        .filter(
            portal ->
                form.field("auth[application_token]")
                    .filter(token -> portals.hasApplicationToken(portal, token))
                    .isPresent())
        .orElseThrow(
            () ->
                RefusedRequest.of(
                    HttpStatus.FORBIDDEN, "The event does not show that a known portal sent it."));
  }

  private static Optional<Long> recordId(PhpForm form) {
    return form.field("data[FIELDS][ID]")
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }
}
