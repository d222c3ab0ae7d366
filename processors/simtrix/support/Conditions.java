package simtrix.support;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The filter of a list as SQL with named parameters; what the request does not name does not
 * filter.
 */
final class Conditions {

  private static final String NOTHING_ELSE = "1 = 1";

  private final Map<String, Object> request;
  private final List<String> sql = new ArrayList<>(List.of(NOTHING_ELSE));
  private final Map<String, Object> values = new HashMap<>();

  /**
   * @param request parameters of the request by name, already held against the contract
   */
  Conditions(Map<String, Object> request) {
    this.request = request;
  }

  Conditions always(String condition) {
    sql.add(condition);
    return this;
  }

  Conditions equal(String parameter, String column) {
    return with(parameter, column + " = :" + parameter, text -> text);
  }

  Conditions contains(String parameter, String... columns) {
    String any = String.join(" like :" + parameter + " or ", columns) + " like :" + parameter;
    return with(
        parameter, "(" + any + ")", text -> "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
  }

  Conditions uuid(String parameter, String column) {
    return with(parameter, column + " = :" + parameter, text -> UUID.fromString(text).toString());
  }

  Conditions between(String column) {
    with("from", column + " >= :from", Conditions::utc);
    return with("to", column + " < :to", Conditions::utc);
  }

  String where() {
    return " where " + String.join(" and ", sql) + " ";
  }

  Map<String, Object> values() {
    return values;
  }

  private Conditions with(String parameter, String condition, Function<String, Object> reading) {
    Object given = request.get(parameter);
    if (given != null && !given.toString().isBlank()) {
      sql.add(condition);
      values.put(parameter, reading.apply(given.toString()));
    }
    return this;
  }

  private static LocalDateTime utc(String text) {
    return OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }
}
