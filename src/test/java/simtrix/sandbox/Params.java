package simtrix.sandbox;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The parameters of one call. Their names are case-sensitive, unlike method names (REFERENCE 1.1).
 */
record Params(Map<String, Object> values) {

  boolean has(String name) {
    return !Php.isEmpty(values.get(name));
  }

  Object value(String name) {
    return values.get(name);
  }

  String text(String name) {
    return Php.text(values.get(name));
  }

  OptionalInt integer(String name) {
    return Php.integer(values.get(name));
  }

  int integer(String name, int otherwise) {
    return integer(name).orElse(otherwise);
  }

  Map<String, Object> map(String name) {
    return Php.map(values.get(name));
  }

  List<Object> list(String name) {
    return Php.list(values.get(name));
  }

  /**
   * The first of these names that was given; classic methods take <code>filter</code> and <code>
   * FILTER</code>.
   */
  Object either(String name, String otherName) {
    return values.containsKey(name) ? values.get(name) : values.get(otherName);
  }
}
