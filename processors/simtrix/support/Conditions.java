package simtrix.support;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The filter of a list as SQL with named parameters; what is empty does not filter. Columns are
 * named by this package, values by the request.
 */
final class Conditions {

  private final List<String> sql = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  Conditions equal(String column, Optional<?> value) {
    value.ifPresent(given -> add(column + " = :" + column, column, given));
    return this;
  }

  /**
   * @param anywhere whether a part of a column will do; else one of them has to be the text
   */
  Conditions search(Optional<String> text, boolean anywhere, String... columns) {
    text.ifPresent(
        given -> {
          String name = columns[0] + "_like";
          String join = " like :" + name;
          String like = given.replaceAll("([\\\\%_])", "\\\\$1");
          add(
              "(" + String.join(join + " or ", columns) + join + ")",
              name,
              anywhere ? "%" + like + "%" : like);
        });
    return this;
  }

  Conditions between(String column, Optional<Instant> from, Optional<Instant> to) {
    from.ifPresent(first -> add(column + " >= :from", "from", utc(first)));
    to.ifPresent(end -> add(column + " < :to", "to", utc(end)));
    return this;
  }

  /**
   * @param statement with a {@code %s} where the conditions belong
   */
  JdbcClient.StatementSpec on(JdbcClient jdbc, String statement) {
    String where = sql.isEmpty() ? "" : " where " + String.join(" and ", sql);
    return jdbc.sql(statement.formatted(where)).params(values);
  }

  private void add(String condition, String name, Object value) {
    sql.add(condition);
    values.put(name, value);
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
