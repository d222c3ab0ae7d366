package simtrix.writing;

import java.util.Optional;
import simtrix.bitrix24.CallEntry.CrmLink;
import simtrix.bitrix24.EntityType;
import simtrix.call.Call.Progress;

/**
 * Where a call is written.
 *
 * @param entity the caller's record
 * @param target the open deal or lead that the call belongs to as well
 */
public record Place(CrmLink entity, EntityType type, Optional<CrmLink> target) {

  Progress reached() {
    Optional<Long> deal = target.filter(to -> to.typeId() == CrmLink.DEAL).map(CrmLink::id);
    return Progress.placed(type.name(), entity.id(), deal, Optional.empty());
  }
}
