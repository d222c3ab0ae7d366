package simtrix.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Offline events: one record per object, the last change, fetched in packages instead of being
 * delivered (REFERENCE 7.4). Packages that are set aside never overlap, and are thrown away after
 * 30 days.
 */
final class OfflineQueue {
  private static final Duration LONGEST_RESERVED = Duration.ofDays(30);

  private final PortalTime time;
  private final SandboxSettings settings;
  private final List<Entry> entries = new ArrayList<>();
  private int lastId;
  private int lastProcess;

  OfflineQueue(PortalTime time, SandboxSettings settings) {
    this.time = time;
    this.settings = settings;
  }

  void add(String event, Map<String, String> data) {
    String object = event.replaceFirst("(ADD|UPDATE|DELETE)$", "") + data;
    entries.removeIf(entry -> entry.object.equals(object) && entry.process.isEmpty());
    Map<String, Object> row = new LinkedHashMap<>();
    int id = ++lastId;
    row.put("ID", String.valueOf(id));
    row.put("TIMESTAMP_X", time.now());
    row.put("EVENT_NAME", event);
    row.put("EVENT_DATA", shaped(data));
    row.put("EVENT_ADDITIONAL", Map.of());
    row.put("MESSAGE_ID", "m" + id);
    entries.add(new Entry(object, row));
  }

  /** How a filled one looks is UNCERTAIN. */
  private Object shaped(Map<String, String> data) {
    Map<String, Object> nested = FormBody.nest(data);
    return switch (settings.offlineData()) {
      case FIELDS -> nested;
      case FLAT -> nested.getOrDefault("FIELDS", nested);
      case LIST -> List.of(nested);
      case FALSE -> false;
    };
  }

  /**
   * Takes up to so many free records out, or sets them aside under the process id that the answer
   * names.
   *
   * @param again a package that was set aside before
   */
  Map<String, Object> take(int limit, boolean clear, Optional<String> again) {
    throwAwayOld();
    Optional<String> process = again;
    if (again.isEmpty()) {
      process = Optional.of("p" + ++lastProcess);
      setAside(process, limit);
    }
    Optional<String> named = process;
    List<Object> taken =
        entries.stream()
            .filter(entry -> entry.process.equals(named))
            .limit(limit)
            .map(entry -> (Object) entry.row)
            .toList();
    if (clear) {
      entries.removeIf(entry -> taken.contains(entry.row));
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("process_id", clear ? null : named.orElseThrow());
    answer.put("events", taken);
    return answer;
  }

  private void setAside(Optional<String> process, int limit) {
    entries.stream()
        .filter(entry -> entry.process.isEmpty())
        .limit(limit)
        .forEach(
            entry -> {
              entry.process = process;
              entry.reservedAt = time.clock().instant();
            });
  }

  private void throwAwayOld() {
    Instant oldest = time.clock().instant().minus(LONGEST_RESERVED);
    entries.removeIf(entry -> entry.process.isPresent() && entry.reservedAt.isBefore(oldest));
  }

  /** Everything that is there, without changing anything. */
  List<Object> list() {
    return entries.stream().map(entry -> (Object) entry.row).toList();
  }

  /** Forgets a reserved package, or those records of it that are named. */
  void clear(String process, List<String> ids) {
    Predicate<Entry> named = e -> ids.isEmpty() || ids.contains(Php.text(e.row.get("ID")));
    entries.removeIf(e -> e.process.equals(Optional.of(process)) && named.test(e));
  }

  private static final class Entry {
    private final String object;
    private final Map<String, Object> row;
    private Optional<String> process = Optional.empty();
    private Instant reservedAt = Instant.EPOCH;

    Entry(String object, Map<String, Object> row) {
      this.object = object;
      this.row = row;
    }
  }
}
