package simtrix.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The classic methods of contacts, companies, leads and deals: text values, empty error codes
 * (REFERENCE 6.3).
 */
final class CrmMethods {
  private static final Set<String> READ_ONLY =
      Set.of(
          "ID",
          "DATE_CREATE",
          "DATE_MODIFY",
          "CLOSED",
          "STAGE_SEMANTIC_ID",
          "STATUS_SEMANTIC_ID",
          "HAS_PHONE",
          "HAS_EMAIL",
          "IS_RETURN_CUSTOMER");

  private final State state;

  CrmMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    for (EntityType type : EntityType.values()) {
      String prefix = "crm." + type.name().toLowerCase(Locale.ROOT);
      table.add("crm", prefix + ".get", (caller, params) -> get(type, params));
      table.add("crm", prefix + ".list", (caller, params) -> list(type, params));
      table.add("crm", prefix + ".add", (caller, params) -> add(type, caller, params));
      table.add("crm", prefix + ".update", (caller, params) -> update(type, caller, params));
      table.add("crm", prefix + ".delete", (caller, params) -> delete(type, params));
    }
    table.add("crm", "crm.deal.contact.items.get", this::dealContacts);
  }

  private Answer get(EntityType type, Params params) {
    return Answer.of(withoutInternals(state.crm().find(type, id(params)).orElseThrow(this::gone)));
  }

  private Answer list(EntityType type, Params params) {
    return list(state.crm().table(type), params);
  }

  /** The shape of every classic list method. */
  static Answer list(Table table, Params params) {
    Object filter = params.either("filter", "FILTER");
    Object order = params.either("order", "ORDER");
    requireArray("order", order);
    requireArray("filter", filter);
    List<String> select = Php.texts(params.either("select", "SELECT"));
    Object start = params.either("start", "START");
    return Pages.cut(
        table.matching(Filter.parse(Php.map(filter))),
        Php.map(order),
        "ID",
        Php.integer(start).orElse(0),
        selecting(select));
  }

  private Answer add(EntityType type, Caller caller, Params params) {
    return Answer.of(state.crm().add(type, writable(params), caller.userId()));
  }

  private Answer update(EntityType type, Caller caller, Params params) {
    if (!state.crm().update(type, id(params), writable(params), caller.userId())) {
      throw gone();
    }
    return Answer.of(true);
  }

  private Answer delete(EntityType type, Params params) {
    if (!state.crm().delete(type, id(params))) {
      throw gone();
    }
    return Answer.of(true);
  }

  private Answer dealContacts(Caller caller, Params params) {
    Map<String, Object> deal =
        state.crm().find(EntityType.DEAL, id(params)).orElseThrow(this::gone);
    List<String> contacts = Php.texts(deal.get("CONTACT_IDS"));
    return Answer.of(
        contacts.stream()
            .map(
                contact ->
                    Map.of(
                        "CONTACT_ID",
                        Php.integer(contact).orElse(0),
                        "SORT",
                        10,
                        "ROLE_ID",
                        0,
                        "IS_PRIMARY",
                        contact.equals(contacts.get(0)) ? "Y" : "N"))
            .toList());
  }

  private static int id(Params params) {
    int id = Php.integer(params.either("id", "ID")).orElse(0);
    if (id <= 0) {
      throw RestException.classic("ID is not defined or invalid.");
    }
    return id;
  }

  private RestException gone() {
    return RestException.classic("Not found");
  }

  private static Map<String, Object> writable(Params params) {
    Map<String, Object> fields = Php.map(params.either("fields", "FIELDS"));
    fields.keySet().removeAll(READ_ONLY);
    return fields;
  }

  private static void requireArray(String name, Object value) {
    if (!Php.isEmpty(value) && !Php.isContainer(value)) {
      throw RestException.classic("Parameter '" + name + "' must be array");
    }
  }

  /**
   * A star means everything but multifields; those come only when they are named (REFERENCE 6.1).
   */
  private static Function<Map<String, Object>, Object> selecting(List<String> select) {
    boolean all = select.isEmpty() || select.contains("*");
    return row -> {
      Map<String, Object> chosen = new LinkedHashMap<>();
      withoutInternals(row)
          .forEach(
              (field, value) -> {
                boolean multiple = value instanceof List;
                if (field.equals("ID") || select.contains(field) || (all && !multiple)) {
                  chosen.put(field, value);
                }
              });
      return chosen;
    };
  }

  private static Map<String, Object> withoutInternals(Map<String, Object> row) {
    Map<String, Object> visible = new LinkedHashMap<>(row);
    visible.remove("CONTACT_IDS");
    return visible;
  }
}
