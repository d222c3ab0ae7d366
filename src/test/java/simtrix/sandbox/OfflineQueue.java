package simtrix.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Offline events: one record per object, fetched in packages instead of being delivered (REFERENCE
 * 7.4).
 */
final class OfflineQueue {
  private final PortalTime time;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private int lastId;
  private int lastProcess;

  OfflineQueue(PortalTime time) {
    this.time = time;
  }

  void add(String event, Map<String, String> data) {
    String key = event + data;
    entries.remove(key);
    Map<String, Object> row = new LinkedHashMap<>();
    int id = ++lastId;
    row.put("ID", String.valueOf(id));
    row.put("TIMESTAMP_X", time.now());
    row.put("EVENT_NAME", event);
    row.put("EVENT_DATA", FormBody.nest(data));
    row.put("EVENT_ADDITIONAL", Map.of());
    row.put("MESSAGE_ID", "m" + id);
    entries.put(key, new Entry(row, Optional.empty()));
  }

  /**
   * Takes up to so many free records out, or reserves them under the process id that the answer
   * names.
   */
  Map<String, Object> take(int limit, boolean clear) {
    List<Object> taken = new ArrayList<>();
    Optional<String> process = clear ? Optional.empty() : Optional.of("p" + ++lastProcess);
    for (Map.Entry<String, Entry> entry : List.copyOf(entries.entrySet())) {
      if (taken.size() < limit && entry.getValue().process.isEmpty()) {
        taken.add(entry.getValue().row);
        if (clear) {
          entries.remove(entry.getKey());
        } else {
          entries.put(entry.getKey(), new Entry(entry.getValue().row, process));
        }
      }
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("process_id", process.orElse(null));
    answer.put("events", taken);
    return answer;
  }

  /** Forgets a reserved package, or those records of it that are named. */
  void clear(String process, List<String> ids) {
    Predicate<Entry> named = e -> ids.isEmpty() || ids.contains(Php.text(e.row.get("ID")));
    entries.values().removeIf(e -> e.process.equals(Optional.of(process)) && named.test(e));
  }

  private record Entry(Map<String, Object> row, Optional<String> process) {}
}
