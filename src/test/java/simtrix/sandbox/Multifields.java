package simtrix.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Phone numbers and e-mail addresses of a CRM object, each a row with an id of its own (REFERENCE
 * 6.1).
 */
final class Multifields {
  static final List<String> TYPES = List.of("PHONE", "EMAIL");

  private final AtomicInteger lastId = new AtomicInteger(86);

  /**
   * Applies what add or update were given: rows with a known ID change that value (an empty VALUE
   * or DELETE=Y removes it), rows without one are new.
   */
  List<Object> merge(String type, Object current, Object given) {
    List<Map<String, Object>> rows = new ArrayList<>();
    Php.list(current).forEach(row -> rows.add(Php.map(row)));
    for (Object item : Php.list(given)) {
      Map<String, Object> change =
          Php.isContainer(item) ? Php.map(item) : Map.of("VALUE", Php.text(item));
      Optional<Map<String, Object>> known =
          rows.stream().filter(row -> row.get("ID").equals(Php.text(change.get("ID")))).findFirst();
      String value = Php.text(change.get("VALUE"));
      if (known.isPresent() && (value.isEmpty() || Php.isTrue(change.get("DELETE")))) {
        rows.remove(known.get());
      } else if (known.isPresent()) {
        known.get().put("VALUE", value);
      } else if (!value.isEmpty()) {
        rows.add(row(type, Php.text(change.get("VALUE_TYPE")), value));
      }
    }
    return new ArrayList<>(rows);
  }

  private Map<String, Object> row(String type, String valueType, String value) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ID", String.valueOf(lastId.incrementAndGet()));
    row.put("VALUE_TYPE", valueType.isEmpty() ? "WORK" : valueType);
    row.put("VALUE", value);
    row.put("TYPE_ID", type);
    return row;
  }
}
