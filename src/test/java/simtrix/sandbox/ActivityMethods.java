package simtrix.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Activities made by hand, the way of webhook-only portals (REFERENCE 6.5). */
final class ActivityMethods {
  private static final Set<String> READ_ONLY = Set.of("ID", "BINDINGS", "CREATED", "LAST_UPDATED");
  private static final Set<String> ONLY_WHEN_NAMED = Set.of("COMMUNICATIONS", "FILES");

  private final State state;
  private int lastFile = 3300;

  ActivityMethods(State state) {
    this.state = state;
  }

  void addTo(MethodTable table) {
    table.add("crm", "crm.activity.add", this::add);
    table.add("crm", "crm.activity.get", this::get);
    table.add("crm", "crm.activity.list", this::list);
    table.add("crm", "crm.activity.update", this::update);
    table.add("crm", "crm.activity.delete", this::delete);
  }

  private Answer add(Caller caller, Params params) {
    Map<String, Object> fields = params.map("fields");
    int typeId = Php.integer(fields.get("TYPE_ID")).orElse(0);
    require(typeId > 0, "The field TYPE_ID is not defined or invalid");
    require(!Php.isEmpty(fields.get("SUBJECT")), "The field SUBJECT is not defined or empty");
    int responsible = Php.integer(fields.get("RESPONSIBLE_ID")).orElse(0);
    require(responsible > 0, "The field RESPONSIBLE_ID is not defined or invalid");
    List<Object> communications = Php.list(fields.get("COMMUNICATIONS"));
    require(
        !communications.isEmpty() && communications.stream().allMatch(ActivityMethods::isWhole),
        "The field COMMUNICATIONS is not defined or invalid");
    require(
        typeId != 2 || communications.size() == 1,
        "The only one communication is allowed for activity of specified type");
    Owner owner = owner(fields);
    return Answer.of(state.activities().add(owner, row(fields)));
  }

  private static boolean isWhole(Object communication) {
    return !Php.isEmpty(Php.map(communication).get("VALUE"));
  }

  private Owner owner(Map<String, Object> fields) {
    int ownerId = Php.integer(fields.get("OWNER_ID")).orElse(0);
    return EntityType.byId(Php.integer(fields.get("OWNER_TYPE_ID")).orElse(0))
        .map(type -> new Owner(type, ownerId))
        .filter(state.crm()::exists)
        .orElseThrow(
            () ->
                RestException.classic(
                    "Could not build binding. Please ensure that owner info and communications are defined correctly."));
  }

  private Map<String, Object> row(Map<String, Object> fields) {
    Map<String, Object> row = new LinkedHashMap<>();
    fields.forEach(
        (field, value) -> {
          if (!READ_ONLY.contains(field)) {
            row.put(field, Php.isContainer(value) ? value : Php.text(value));
          }
        });
    if (row.containsKey("FILES")) {
      row.put("FILES", files(fields.get("FILES")));
    }
    row.putIfAbsent("COMPLETED", "N");
    row.putIfAbsent("DESCRIPTION", "");
    row.putIfAbsent("ORIGINATOR_ID", null);
    row.putIfAbsent("ORIGIN_ID", null);
    row.putIfAbsent("PROVIDER_ID", "CRM_CALL");
    row.putIfAbsent("PROVIDER_TYPE_ID", "CALL");
    return row;
  }

  /** Names only: contents would fill the memory of a sandbox that runs for long. */
  private List<Object> files(Object given) {
    List<Object> files = new ArrayList<>();
    for (Object file : Php.list(given)) {
      List<String> data = Php.texts(Php.map(file).get("fileData"));
      files.add(Map.of("id", ++lastFile, "name", data.isEmpty() ? "" : data.get(0)));
    }
    return files;
  }

  /**
   * The unpleasant reading of an undocumented rule: the list that is sent is the list from then on,
   * so that a file stays only when its id is named.
   */
  private List<Object> filesAfter(Map<String, Object> before, Object given) {
    List<Object> files = new ArrayList<>();
    for (Object file : Php.list(given)) {
      Map<String, Object> item = Php.map(file);
      if (item.containsKey("fileData")) {
        files.addAll(files(List.of(item)));
      } else {
        Php.list(before.get("FILES")).stream()
            .filter(one -> Php.integer(Php.map(one).get("id")).equals(Php.integer(item.get("id"))))
            .forEach(files::add);
      }
    }
    return files;
  }

  private Answer get(Caller caller, Params params) {
    int id = id(params);
    Map<String, Object> row = new LinkedHashMap<>(found(id));
    row.put("BINDINGS", bindings(id));
    return Answer.of(row);
  }

  private List<Map<String, Object>> bindings(int id) {
    return state.activities().bindings(id).stream()
        .map(
            owner ->
                Php.map(
                    Map.of(
                        "OWNER_TYPE_ID", String.valueOf(owner.type().id()),
                        "OWNER_ID", String.valueOf(owner.id()))))
        .toList();
  }

  private Answer list(Caller caller, Params params) {
    Map<String, Object> filter = Php.map(params.either("filter", "FILTER"));
    Object wantedBindings = filter.remove("BINDINGS");
    List<Map<String, Object>> found = state.activities().table().matching(Filter.parse(filter));
    if (wantedBindings != null) {
      found = found.stream().filter(row -> isBound(row, wantedBindings)).toList();
    }
    List<String> select = Php.texts(params.either("select", "SELECT"));
    return Pages.cut(
        found,
        Php.map(params.either("order", "ORDER")),
        "ID",
        Php.integer(params.either("start", "START")).orElse(0),
        selecting(select));
  }

  private boolean isBound(Map<String, Object> row, Object wanted) {
    Set<Owner> owners =
        new LinkedHashSet<>(state.activities().bindings(Php.integer(row.get("ID")).orElseThrow()));
    return Php.list(wanted).stream()
        .map(Php::map)
        .anyMatch(
            pair ->
                EntityType.byId(Php.integer(pair.get("OWNER_TYPE_ID")).orElse(0))
                    .map(t -> new Owner(t, Php.integer(pair.get("OWNER_ID")).orElse(0)))
                    .filter(owners::contains)
                    .isPresent());
  }

  private static Function<Map<String, Object>, Object> selecting(List<String> select) {
    boolean all = select.isEmpty() || select.contains("*");
    return row -> {
      Map<String, Object> chosen = new LinkedHashMap<>();
      row.forEach(
          (field, value) -> {
            boolean always = field.equals("ID") || select.contains(field);
            if (always || (all && !ONLY_WHEN_NAMED.contains(field))) {
              chosen.put(field, value);
            }
          });
      return chosen;
    };
  }

  private Answer update(Caller caller, Params params) {
    int id = id(params);
    Map<String, Object> before = found(id);
    Map<String, Object> changes = params.map("fields");
    changes.keySet().removeAll(READ_ONLY);
    if (changes.containsKey("FILES")) {
      changes.put("FILES", filesAfter(before, changes.get("FILES")));
    }
    changes.replaceAll((field, value) -> Php.isContainer(value) ? value : Php.text(value));
    state.activities().update(id, changes);
    return Answer.of(true);
  }

  private Answer delete(Caller caller, Params params) {
    int id = id(params);
    found(id);
    state.activities().delete(id);
    return Answer.of(true);
  }

  private Map<String, Object> found(int id) {
    return state
        .activities()
        .table()
        .find(id)
        .orElseThrow(() -> RestException.classic("Activity is not found"));
  }

  private static int id(Params params) {
    int id = Php.integer(params.either("id", "ID")).orElse(0);
    require(id > 0, "Invalid identifier.");
    return id;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw RestException.classic(otherwise);
    }
  }
}
