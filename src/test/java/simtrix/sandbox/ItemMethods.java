package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The universal methods crm.item.list, .get and .add for leads, deals, contacts and companies
 * (REFERENCE 6.4).
 */
final class ItemMethods {
  private final State state;

  ItemMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.add("crm", "crm.item.list", this::list);
    table.add("crm", "crm.item.get", this::get);
    table.add("crm", "crm.item.add", this::add);
  }

  private Answer list(Caller caller, Params params) {
    EntityType type = type(params);
    Filter filter = Filter.parse(params.map("filter"));
    Set<String> known = ItemFields.filterable(type, state.settings().contactIdsFilterable());
    for (String field : filter.fields()) {
      requireKnown(known, field, "filter");
    }
    params.map("order").keySet().forEach(field -> requireKnown(known, field, "order"));
    List<String> select = params.list("select").stream().map(Php::text).toList();
    List<Map<String, Object>> found =
        candidates(type, filter).stream()
            .map(row -> ItemFields.toItem(type, row))
            .filter(filter)
            .toList();
    Answer page =
        Pages.cut(
            found,
            params.map("order"),
            "id",
            params.integer("start", 0),
            item -> select(item, select));
    return page.withResult(Map.of("items", page.result()));
  }

  /** The fields by which records are looked up a thousand times over go through the index. */
  private List<Map<String, Object>> candidates(EntityType type, Filter filter) {
    Map<String, String> indexed =
        Map.of("originId", "ORIGIN_ID", "contactId", "CONTACT_ID", "companyId", "COMPANY_ID");
    for (Map.Entry<String, List<String>> wanted : filter.equalities().entrySet()) {
      String column = indexed.getOrDefault(wanted.getKey(), "");
      boolean usable = wanted.getValue().size() == 1 && !wanted.getValue().get(0).isEmpty();
      if (usable && state.crm().table(type).hasIndex(column)) {
        return state.crm().table(type).where(column, wanted.getValue().get(0));
      }
    }
    return List.copyOf(state.crm().table(type).all());
  }

  private Answer get(Caller caller, Params params) {
    EntityType type = type(params);
    int id = params.integer("id").orElseThrow(() -> RestException.missing("id"));
    return item(type, id);
  }

  private Answer add(Caller caller, Params params) {
    EntityType type = type(params);
    if (!params.values().containsKey("fields")) {
      throw RestException.missing("fields");
    }
    Map<String, Object> fields = ItemFields.fromItem(type, params.map("fields"));
    Map<String, Object> created = new LinkedHashMap<>();
    int id = state.crm().add(type, fields, caller.userId());
    state.crm().find(type, id).ifPresent(row -> created.putAll(ItemFields.toItem(type, row)));
    created.putIfAbsent("id", id);
    return Answer.of(Map.of("item", created));
  }

  private Answer item(EntityType type, int id) {
    Map<String, Object> row =
        state.crm().find(type, id).orElseThrow(() -> RestException.notFound("Element not found"));
    return Answer.of(Map.of("item", ItemFields.toItem(type, row)));
  }

  private static EntityType type(Params params) {
    int id =
        params.integer("entityTypeId").orElseThrow(() -> RestException.missing("entityTypeId"));
    return EntityType.byId(id)
        .orElseThrow(() -> RestException.notFound("Smart process is not found"));
  }

  private static void requireKnown(Set<String> known, String field, String where) {
    if (!known.contains(field)) {
      throw new RestException(
          400,
          "INVALID_ARG_VALUE",
          "Invalid " + where + ": field '" + field + "' is not allowed in " + where);
    }
  }

  /** fm comes only with a star or without any selection; unknown names are dropped. */
  private static Map<String, Object> select(Map<String, Object> item, List<String> select) {
    if (select.isEmpty() || select.contains("*")) {
      return item;
    }
    Map<String, Object> chosen = new LinkedHashMap<>();
    item.forEach(
        (name, value) -> {
          if (name.equals("id") || (select.contains(name) && !name.equals("fm"))) {
            chosen.put(name, value);
          }
        });
    return chosen;
  }
}
