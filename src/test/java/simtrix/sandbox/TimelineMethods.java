package simtrix.sandbox;

import java.util.Map;

/** Comments and notes on timelines (REFERENCE 6.5). */
final class TimelineMethods {
  private final State state;

  TimelineMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.add("crm", "crm.timeline.comment.add", this::comment);
    table.add("crm", "crm.timeline.note.save", this::note);
  }

  private Answer comment(Caller caller, Params params) {
    if (!params.has("fields")) {
      throw RestException.missing("fields");
    }
    Map<String, Object> fields = params.map("fields");
    String text = Php.text(fields.get("COMMENT"));
    if (text.isEmpty()) {
      throw new RestException(400, "INVALID_ARG_VALUE", "Empty comment message");
    }
    int id = Php.integer(fields.get("ENTITY_ID")).orElse(0);
    Owner owner =
        EntityType.byName(Php.text(fields.get("ENTITY_TYPE")))
            .map(type -> new Owner(type, id))
            .filter(state.crm()::exists)
            .orElseThrow(() -> new RestException(400, "OWNER_NOT_FOUND", "Owner was not found"));
    return Answer.of(state.activities().comment(owner, text));
  }

  private Answer note(Caller caller, Params params) {
    for (String name : new String[] {"ownerTypeId", "ownerId", "itemType", "itemId", "text"}) {
      if (!params.has(name)) {
        throw RestException.missing(name);
      }
    }
    int item = params.integer("itemId", 0);
    boolean found =
        params.integer("itemType", 0) == 2 && state.activities().table().find(item).isPresent();
    Owner owner =
        EntityType.byId(params.integer("ownerTypeId", 0))
            .map(type -> new Owner(type, params.integer("ownerId", 0)))
            .filter(state.crm()::exists)
            .filter(known -> found)
            .orElseThrow(() -> RestException.notFound("Element not found"));
    state.activities().note(owner, item, params.text("text"));
    return Answer.of(true);
  }
}
