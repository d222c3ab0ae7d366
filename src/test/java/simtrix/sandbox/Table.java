package simtrix.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Rows with a whole-number ID, some of whose fields are indexed so that a portal full of calls
 * stays quick.
 */
final class Table {
  private final TreeMap<Integer, Map<String, Object>> rows = new TreeMap<>();
  private final Map<String, Map<String, Set<Integer>>> indexes = new HashMap<>();
  private int lastId;

  /**
   * @param firstId tables begin at different ids, so that an id of the wrong kind finds nothing
   */
  Table(int firstId, String... indexedFields) {
    lastId = firstId - 1;
    for (String field : indexedFields) {
      indexes.put(field, new HashMap<>());
    }
  }

  int nextId() {
    return ++lastId;
  }

  void put(int id, Map<String, Object> row) {
    remove(id);
    row.put("ID", String.valueOf(id));
    rows.put(id, row);
    indexes.forEach((field, index) -> keys(row, field).forEach(k -> ids(index, k).add(id)));
  }

  /** Changes some fields of a row; absent rows stay absent. */
  void change(int id, Map<String, Object> changes) {
    find(id)
        .ifPresent(
            row -> {
              Map<String, Object> changed = new LinkedHashMap<>(row);
              changed.putAll(changes);
              put(id, changed);
            });
  }

  Optional<Map<String, Object>> find(int id) {
    return Optional.ofNullable(rows.get(id));
  }

  boolean remove(int id) {
    Map<String, Object> row = rows.remove(id);
    if (row == null) {
      return false;
    }
    indexes.forEach((field, index) -> keys(row, field).forEach(k -> drop(index, k, id)));
    return true;
  }

  Collection<Map<String, Object>> all() {
    return rows.values();
  }

  boolean hasIndex(String field) {
    return indexes.containsKey(field);
  }

  List<Map<String, Object>> where(String indexedField, String value) {
    Set<Integer> ids = indexes.get(indexedField).getOrDefault(value, Set.of());
    return ids.stream().sorted().map(rows::get).toList();
  }

  List<Map<String, Object>> matching(Filter filter) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Map<String, Object> row : candidates(filter)) {
      if (filter.test(row)) {
        found.add(row);
      }
    }
    return found;
  }

  private Collection<Map<String, Object>> candidates(Filter filter) {
    for (Map.Entry<String, List<String>> wanted : filter.equalities().entrySet()) {
      boolean usable = !wanted.getValue().isEmpty() && !wanted.getValue().contains("");
      if (usable && indexes.containsKey(wanted.getKey())) {
        List<Map<String, Object>> found = new ArrayList<>();
        new LinkedHashSet<>(wanted.getValue())
            .forEach(v -> found.addAll(where(wanted.getKey(), v)));
        return found;
      }
    }
    return rows.values();
  }

  private static List<String> keys(Map<String, Object> row, String field) {
    return Php.texts(row.get(field)).stream().filter(key -> !key.isEmpty()).distinct().toList();
  }

  private static Set<Integer> ids(Map<String, Set<Integer>> index, String key) {
    return index.computeIfAbsent(key, k -> new LinkedHashSet<>());
  }

  private static void drop(Map<String, Set<Integer>> index, String key, int id) {
    Set<Integer> ids = ids(index, key);
    ids.remove(id);
    if (ids.isEmpty()) {
      index.remove(key);
    }
  }
}
