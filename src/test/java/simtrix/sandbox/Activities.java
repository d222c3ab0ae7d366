package simtrix.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Activities, what they are bound to, and the comments and notes of the timelines (REFERENCE 6.5).
 */
final class Activities {
  private final Table table = new Table(6021, "ORIGIN_ID");
  private final Map<Integer, Set<Owner>> bindings = new HashMap<>();
  private final Map<Owner, Set<Integer>> byOwner = new HashMap<>();
  private final Map<Owner, List<TimelineEntry>> remarks = new HashMap<>();
  private final Events events;
  private final PortalTime time;
  private int lastComment = 900;

  Activities(Events events, PortalTime time) {
    this.events = events;
    this.time = time;
  }

  Table table() {
    return table;
  }

  /** Adds an activity, bound to its owner. */
  int add(Owner owner, Map<String, Object> fields) {
    int id = table.nextId();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ID", String.valueOf(id));
    row.put("OWNER_ID", String.valueOf(owner.id()));
    row.put("OWNER_TYPE_ID", String.valueOf(owner.type().id()));
    row.putAll(fields);
    row.put("CREATED", time.now());
    row.put("LAST_UPDATED", time.now());
    table.put(id, row);
    bindings.put(id, new LinkedHashSet<>());
    bind(id, owner);
    fire("ADD", id);
    return id;
  }

  void update(int id, Map<String, Object> changes) {
    Map<String, Object> fields = new LinkedHashMap<>(changes);
    fields.put("LAST_UPDATED", time.now());
    table.change(id, fields);
    fire("UPDATE", id);
  }

  void delete(int id) {
    bindings(id).forEach(owner -> byOwner.get(owner).remove(id));
    bindings.remove(id);
    table.remove(id);
    fire("DELETE", id);
  }

  List<Owner> bindings(int id) {
    return List.copyOf(bindings.getOrDefault(id, Set.of()));
  }

  boolean bind(int id, Owner owner) {
    byOwner.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(id);
    return bindings.get(id).add(owner);
  }

  void unbind(int id, Owner owner) {
    bindings.get(id).remove(owner);
    byOwner.getOrDefault(owner, Set.of()).remove(id);
  }

  List<Map<String, Object>> of(Owner owner) {
    return byOwner.getOrDefault(owner, Set.of()).stream()
        .map(table::find)
        .flatMap(Optional::stream)
        .toList();
  }

  int comment(Owner owner, String text) {
    int id = ++lastComment;
    remark(owner, new TimelineEntry(TimelineEntry.Kind.COMMENT, id, text, Map.of()));
    return id;
  }

  void note(Owner owner, int activityId, String text) {
    remark(owner, new TimelineEntry(TimelineEntry.Kind.NOTE, activityId, text, Map.of()));
  }

  List<TimelineEntry> timeline(Owner owner) {
    List<TimelineEntry> entries = new ArrayList<>();
    for (Map<String, Object> row : of(owner)) {
      int id = Php.integer(row.get("ID")).orElseThrow();
      String subject = Php.text(row.get("SUBJECT"));
      entries.add(
          new TimelineEntry(TimelineEntry.Kind.ACTIVITY, id, subject, Map.copyOf(clean(row))));
    }
    entries.addAll(remarks.getOrDefault(owner, List.of()));
    return entries;
  }

  private static Map<String, Object> clean(Map<String, Object> row) {
    Map<String, Object> present = new LinkedHashMap<>(row);
    present.values().removeIf(value -> value == null);
    return present;
  }

  private void remark(Owner owner, TimelineEntry entry) {
    remarks.computeIfAbsent(owner, o -> new ArrayList<>()).add(entry);
  }

  private void fire(String change, int id) {
    events.fire("ONCRMACTIVITY" + change, Map.of("FIELDS[ID]", String.valueOf(id)));
  }
}
