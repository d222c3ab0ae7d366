package simtrix.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The last requests, and the last parameters of each method. It never holds more than its size. */
final class RequestLog {
  private final int size;
  private final Deque<LoggedRequest> requests = new ArrayDeque<>();
  private final Map<String, Map<String, Object>> lastParams = new HashMap<>();

  RequestLog(int size) {
    this.size = size;
  }

  synchronized void add(LoggedRequest request) {
    if (requests.size() == size) {
      requests.removeFirst();
    }
    requests.addLast(request);
  }

  /**
   * Remembers what a known method was called with (only known ones: made-up names must not fill the
   * memory).
   */
  synchronized void called(String method, Params params) {
    lastParams.put(method.toLowerCase(Locale.ROOT), params.values());
  }

  synchronized List<LoggedRequest> all() {
    return new ArrayList<>(requests);
  }

  synchronized Optional<Map<String, Object>> lastParams(String method) {
    return Optional.ofNullable(lastParams.get(method.toLowerCase(Locale.ROOT)));
  }

  synchronized void clear() {
    requests.clear();
    lastParams.clear();
  }
}
