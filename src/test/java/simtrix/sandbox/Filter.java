package simtrix.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list method's filter: conditions with the operator in front of the field name, and nested
 * groups with <code>logic</code> OR as crm.item.list takes them (REFERENCE 5.8, 6.3, 6.4). A field
 * that no row has is simply empty everywhere; checking names is the method's business.
 */
record Filter(List<Condition> conditions, List<Filter> groups, boolean any)
    implements Predicate<Map<String, Object>> {

  static final Filter ALL = new Filter(List.of(), List.of(), false);

  private static final Pattern KEY =
      Pattern.compile("^(!=%|!%|=%|%=|!><|><|>=|<=|!=|!@|[@%=<>!?])?(.+)$");

  static Filter parse(Map<String, Object> given) {
    List<Condition> conditions = new ArrayList<>();
    List<Filter> groups = new ArrayList<>();
    given.forEach(
        (key, value) -> {
          if (key.matches("\\d+")) {
            groups.add(parse(Php.map(value)));
          } else if (!key.equals("logic")) {
            Matcher match = KEY.matcher(key);
            if (match.matches()) {
              String operator = match.group(1) == null ? "" : match.group(1);
              conditions.add(new Condition(operator, match.group(2), value));
            }
          }
        });
    boolean any = Php.text(given.get("logic")).equalsIgnoreCase("OR");
    return new Filter(conditions, groups, any);
  }

  @Override
  public boolean test(Map<String, Object> row) {
    if (any) {
      return conditions.stream().anyMatch(c -> c.test(row))
          || groups.stream().anyMatch(g -> g.test(row));
    }
    return conditions.stream().allMatch(c -> c.test(row))
        && groups.stream().allMatch(g -> g.test(row));
  }

  List<String> fields() {
    List<String> fields = new ArrayList<>(conditions.stream().map(Condition::field).toList());
    groups.forEach(group -> fields.addAll(group.fields()));
    return fields;
  }

  /** Fields that must equal one of these values, for the use of an index. */
  Map<String, List<String>> equalities() {
    Map<String, List<String>> equalities = new LinkedHashMap<>();
    if (!any) {
      conditions.stream()
          .filter(c -> List.of("", "=", "@").contains(c.operator()))
          .forEach(c -> equalities.put(c.field(), Php.texts(c.value())));
    }
    return equalities;
  }

  /** One condition. A field with several values matches when any of them does. */
  record Condition(String operator, String field, Object value)
      implements Predicate<Map<String, Object>> {

    @Override
    public boolean test(Map<String, Object> row) {
      List<Object> actual = actual(row.get(field));
      List<String> wanted = Php.texts(value);
      return switch (operator) {
        case "!", "!=", "!@" -> !equalsAny(actual, wanted);
        case "%", "?" -> contains(actual, wanted);
        case "!%" -> !contains(actual, wanted);
        case "=%", "%=" -> like(actual, wanted);
        case "!=%" -> !like(actual, wanted);
        case ">", ">=", "<", "<=" -> ordered(actual, wanted);
        case "><" -> between(actual, wanted);
        case "!><" -> !between(actual, wanted);
        default -> equalsAny(actual, wanted);
      };
    }

    private static List<Object> actual(Object cell) {
      if (!Php.isContainer(cell)) {
        return List.of(cell == null ? "" : cell);
      }
      List<Object> values = new ArrayList<>();
      for (Object item : Php.list(cell)) {
        values.add(item instanceof Map<?, ?> multi ? Php.text(multi.get("VALUE")) : item);
      }
      return values.isEmpty() ? List.of("") : values;
    }

    private static boolean equalsAny(List<Object> actual, List<String> wanted) {
      List<String> values = wanted.isEmpty() ? List.of("") : wanted;
      return actual.stream().anyMatch(a -> values.stream().anyMatch(w -> Values.equal(a, w)));
    }

    private static boolean contains(List<Object> actual, List<String> wanted) {
      return actual.stream()
          .map(a -> Php.text(a).toLowerCase(Locale.ROOT))
          .anyMatch(a -> wanted.stream().anyMatch(w -> a.contains(w.toLowerCase(Locale.ROOT))));
    }

    private static boolean like(List<Object> actual, List<String> wanted) {
      return actual.stream()
          .anyMatch(a -> wanted.stream().anyMatch(w -> Values.like(Php.text(a), w)));
    }

    private boolean ordered(List<Object> actual, List<String> wanted) {
      String bound = wanted.isEmpty() ? "" : wanted.get(0);
      return actual.stream()
          .filter(a -> !Php.text(a).isEmpty())
          .mapToInt(a -> Values.compare(a, bound))
          .anyMatch(
              c ->
                  switch (operator) {
                    case ">" -> c > 0;
                    case ">=" -> c >= 0;
                    case "<" -> c < 0;
                    default -> c <= 0;
                  });
    }

    private static boolean between(List<Object> actual, List<String> wanted) {
      return wanted.size() == 2
          && actual.stream()
              .anyMatch(
                  a ->
                      Values.compare(a, wanted.get(0)) >= 0
                          && Values.compare(a, wanted.get(1)) <= 0);
    }
  }
}
