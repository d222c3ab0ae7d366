package simtrix.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a tree of maps, lists and scalars the way PHP reads an array: a list is a map with the keys
 * 0 to n-1, and a scalar is whatever it looks like. Parameters that came as JSON and as form fields
 * look the same through it.
 */
final class Php {
  private Php() {}

  static String text(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? "1" : "";
    }
    return value == null ? "" : value.toString();
  }

  static boolean isEmpty(Object value) {
    return value == null || value.equals("") || (isContainer(value) && map(value).isEmpty());
  }

  static boolean isContainer(Object value) {
    return value instanceof Map || value instanceof List;
  }

  static OptionalInt integer(Object value) {
    String digits = text(value).trim();
    return digits.matches("-?\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }

  /** Truth as the portal's Y/N, 1/0 and JSON booleans tell it. */
  static boolean isTrue(Object value) {
    String word = text(value);
    return word.equals("1") || word.equalsIgnoreCase("Y") || word.equalsIgnoreCase("true");
  }

  static Map<String, Object> map(Object value) {
    Map<String, Object> result = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, entry) -> result.put(String.valueOf(key), entry));
    } else if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        result.put(String.valueOf(i), items.get(i));
      }
    }
    return result;
  }

  /** The values of an array; a scalar is an array of one, nothing is an empty one. */
  static List<Object> list(Object value) {
    if (isContainer(value)) {
      return new ArrayList<>(map(value).values());
    }
    return value == null ? List.of() : List.of(value);
  }

  static List<String> texts(Object value) {
    return list(value).stream().map(Php::text).toList();
  }

  static Optional<Object> child(Object node, String key) {
    if (node instanceof List<?> items) {
      int index = integer(key).orElse(-1);
      return index >= 0 && index < items.size()
          ? Optional.ofNullable(items.get(index))
          : Optional.empty();
    }
    return node instanceof Map<?, ?> entries
        ? Optional.ofNullable(entries.get(key))
        : Optional.empty();
  }
}
