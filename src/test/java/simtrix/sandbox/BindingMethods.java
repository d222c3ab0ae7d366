package simtrix.sandbox;

import java.util.List;
import java.util.Map;

/** Binding an activity to further CRM objects (REFERENCE 6.5). */
final class BindingMethods {
  private static final int MOST_BINDINGS = 100;

  private final State state;

  BindingMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.add("crm", "crm.activity.binding.add", this::add);
    table.add("crm", "crm.activity.binding.list", this::list);
    table.add("crm", "crm.activity.binding.delete", this::delete);
  }

  private Answer add(Caller caller, Params params) {
    int activity = required(params, "activityId");
    Owner owner = owner(params);
    requireActivity(activity);
    if (!state.crm().exists(owner)) {
      throw new RestException(400, "OWNER_NOT_FOUND", "Owner not found");
    }
    List<Owner> bound = state.activities().bindings(activity);
    if (bound.contains(owner)) {
      throw new RestException(400, "ACTIVITY_IS_ALREADY_BOUND", "Activity is already bound");
    }
    if (bound.size() >= MOST_BINDINGS) {
      throw new RestException(400, "BINDINGS_LIMIT_EXCEEDED", "Too many bindings");
    }
    state.activities().bind(activity, owner);
    return Answer.of(true);
  }

  private Answer list(Caller caller, Params params) {
    int activity = required(params, "activityId");
    requireActivity(activity);
    return Answer.of(
        state.activities().bindings(activity).stream()
            .map(o -> Map.of("entityTypeId", o.type().id(), "entityId", o.id()))
            .toList());
  }

  private Answer delete(Caller caller, Params params) {
    int activity = required(params, "activityId");
    Owner owner = owner(params);
    requireActivity(activity);
    List<Owner> bound = state.activities().bindings(activity);
    if (!bound.contains(owner)) {
      throw new RestException(400, "BINDING_NOT_FOUND", "Binding not found");
    }
    if (bound.size() == 1) {
      throw new RestException(
          400, "LAST_BINDING_CANNOT_BE_DELETED", "The last binding cannot be deleted");
    }
    state.activities().unbind(activity, owner);
    return Answer.of(true);
  }

  private void requireActivity(int id) {
    if (state.activities().table().find(id).isEmpty()) {
      throw RestException.notFound("Element not found");
    }
  }

  private static Owner owner(Params params) {
    int type = required(params, "entityTypeId");
    int id = required(params, "entityId");
    return EntityType.byId(type)
        .map(known -> new Owner(known, id))
        .orElseThrow(() -> new RestException(400, "OWNER_NOT_FOUND", "Owner not found"));
  }

  private static int required(Params params, String name) {
    return params.integer(name).orElseThrow(() -> RestException.missing(name));
  }
}
