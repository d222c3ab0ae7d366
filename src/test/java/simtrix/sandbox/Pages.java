package simtrix.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Sorts found rows and cuts the page of 50 that was asked for (REFERENCE 1.2). */
final class Pages {
  private static final int SIZE = 50;

  private Pages() {}

  /**
   * @param order field to ASC or DESC; without one, ascending by the id field
   * @param start offset of the page; -1 counts nothing and gives the first page
   */
  static Answer cut(
      List<Map<String, Object>> found,
      Map<String, Object> order,
      String idField,
      int start,
      Function<Map<String, Object>, Object> project) {
    List<Map<String, Object>> sorted = new ArrayList<>(found);
    sorted.sort(comparator(order, idField));
    int from = Math.min(Math.max(start, 0), sorted.size());
    int to = Math.min(from + SIZE, sorted.size());
    List<Object> rows = new ArrayList<>(sorted.subList(from, to).stream().map(project).toList());
    if (start < 0) {
      return Answer.page(rows, 0, OptionalInt.empty());
    }
    OptionalInt next = to < sorted.size() ? OptionalInt.of(to) : OptionalInt.empty();
    return Answer.page(rows, sorted.size(), next);
  }

  private static Comparator<Map<String, Object>> comparator(
      Map<String, Object> order, String idField) {
    Map<String, Object> fields = new LinkedHashMap<>(order);
    fields.putIfAbsent(idField, "ASC");
    return fields.entrySet().stream()
        .map(entry -> by(entry.getKey(), Php.text(entry.getValue()).equalsIgnoreCase("DESC")))
        .reduce(Comparator::thenComparing)
        .orElseThrow();
  }

  private static Comparator<Map<String, Object>> by(String field, boolean descending) {
    Comparator<Map<String, Object>> rising = (a, b) -> Values.compare(a.get(field), b.get(field));
    return descending ? rising.reversed() : rising;
  }
}
