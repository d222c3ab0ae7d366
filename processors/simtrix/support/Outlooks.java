package simtrix.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import simtrix.access.Viewer;
import simtrix.call.Call;
import simtrix.call.Call.Progress;
import simtrix.call.CallOutcome;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetter;
import simtrix.portal.Portal;
import simtrix.portal.PortalRegistry;

/** Says what a retry of a letter would do. */
@Component
class Outlooks {

  private final PortalRegistry portals;

  Outlooks(PortalRegistry portals) {
    this.portals = portals;
  }

  RetryOutlook of(DeadLetter letter, Call call, Viewer viewer) {
    if (letter.state() != DeadLetter.State.DEAD) {
      return new RetryOutlook(false, "NOT_DEAD", Map.of("state", letter.state().name()));
    }
    Portal.Status portal =
        portals.findById(letter.portal()).map(Portal::status).orElse(Portal.Status.UNINSTALLED);
    return switch (portal) {
      case PAUSED -> new RetryOutlook(true, "PORTAL_PAUSED", Map.of());
      case AUTH_LOST, UNINSTALLED ->
          new RetryOutlook(true, "PORTAL_LOST", Map.of("status", portal.name()));
      case ACTIVE ->
          letter.kind() == WriteKind.RECORDING
              ? new RetryOutlook(true, "ATTACH_RECORDING", place(call.progress()))
              : write(call, viewer);
    };
  }

  private static RetryOutlook write(Call call, Viewer viewer) {
    Progress progress = call.progress();
    if (call.needsCorrection()) {
      return new RetryOutlook(true, "CORRECT", Map.of());
    }
    if (progress.activityId().isPresent()) {
      return new RetryOutlook(true, "COMPLETE", place(progress));
    }
    if (progress.entityType().isPresent()) {
      return new RetryOutlook(true, "WRITE_TO_ENTITY", place(progress));
    }
    if (call.isAnonymous()) {
      return new RetryOutlook(true, "ANONYMOUS", Map.of());
    }
    boolean missed = call.outcome().equals(Optional.of(CallOutcome.MISSED));
    return new RetryOutlook(
        true,
        missed ? "LOOK_UP_OR_LEAD" : "LOOK_UP",
        Map.of("number", call.number().map(viewer::number).orElse("")));
  }

  private static Map<String, Object> place(Progress progress) {
    Map<String, Object> place = new LinkedHashMap<>();
    progress.entityType().ifPresent(type -> place.put("entityType", type));
    progress.entityId().ifPresent(id -> place.put("entityId", id));
    progress.dealId().ifPresent(id -> place.put("dealId", id));
    return place;
  }
}
