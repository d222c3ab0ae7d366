package simtrix.deadletter;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetter.State;
import simtrix.failure.Category;

/** Finds letters in the index; quick with a hundred thousand of them. */
@Component
public class LetterSearch {

  private static final int MOST_GROUPS = 500;

  /**
   * A filter as SQL.
   *
   * @param condition about the table {@code dead_letter}
   * @param values of its named parameters
   */
  public record Where(String condition, Map<String, Object> values) {}

  private record Sum(String key, long count, Instant oldest, Instant newest, long sample) {}

  private record Kind(long id, WriteKind kind, Category category, String code, String message) {}

  /** Ids are ASCII, what people type is not. */
  private static final String CALL_ID = "convert(call_id using utf8mb4) like :like";

  private static final Pattern TYPED_NUMBER = Pattern.compile("\\+?[\\d ()/.-]*\\d[\\d ()/.-]*");

  private final JdbcClient jdbc;

  LetterSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param wholeNumbers whether a number is found only by naming it whole: else who sees it masked
   *     could find it out digit by digit
   */
  public Where where(LetterFilter filter, boolean wholeNumbers) {
    List<String> conditions = new ArrayList<>(List.of(states(filter)));
    Map<String, Object> values = new HashMap<>();
    equal("portal_id", filter.portal(), conditions, values);
    equal("category", filter.category().map(Enum::name), conditions, values);
    equal("group_key", filter.group(), conditions, values);
    filter
        .q()
        .ifPresent(
            text -> {
              String like = "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
              conditions.add(
                  wholeNumbers
                      ? "(number = :q or "
                          + CALL_ID
                          + " or code like :like or normalised like :like)"
                      : "(number like :digits or "
                          + CALL_ID
                          + " or code like :like or message like :like)");
              values.put("like", like);
              values.put(
                  wholeNumbers ? "q" : "digits", wholeNumbers ? text : digits(text).orElse(like));
            });
    filter.from().ifPresent(from -> conditions.add("last_failed_at >= :from"));
    filter.from().ifPresent(from -> values.put("from", utc(from)));
    filter.to().ifPresent(to -> conditions.add("last_failed_at < :to"));
    filter.to().ifPresent(to -> values.put("to", utc(to)));
    return new Where(String.join(" and ", conditions), values);
  }

  /**
   * The letters that failed last come first.
   *
   * @param first how many to leave out
   */
  public List<DeadLetter> list(Where where, long first, int size) {
    return jdbc.sql(pageOf(where))
        .params(where.values())
        .param("size", size)
        .param("first", first)
        .query(DeadLetters.ROWS)
        .list();
  }

  /** The ids alone come from an index, also for a page far behind. */
  static String pageOf(Where where) {
    return """
        select %s from (
          select id page_id from dead_letter where %s order by last_failed_at desc, id desc limit :size offset :first) page
        join dead_letter d on d.id = page.page_id %s
        order by d.last_failed_at desc, d.id desc"""
        .formatted(DeadLetters.COLUMNS, where.condition(), DeadLetters.WHAT_IS_TRIED);
  }

  /** The letters that come after this one in the order of the list. */
  public List<DeadLetter> after(Where where, Optional<DeadLetter> last, int size) {
    String behind = "(last_failed_at < :lastAt or last_failed_at = :lastAt and id < :lastId)";
    String condition = last.isPresent() ? where.condition() + " and " + behind : where.condition();
    Map<String, Object> values = new HashMap<>(where.values());
    last.ifPresent(letter -> values.put("lastAt", utc(letter.lastFailedAt())));
    last.ifPresent(letter -> values.put("lastId", letter.id()));
    return list(new Where(condition, values), 0, size);
  }

  public long count(Where where) {
    return jdbc.sql("select count(*) from dead_letter where " + where.condition())
        .params(where.values())
        .query(Long.class)
        .single();
  }

  /** The groups of the letters that fit, the largest first. */
  public List<LetterGroup> groups(Where where) {
    List<Sum> sums =
        jdbc.sql(groupsOf(where))
            .params(where.values())
            .param("most", MOST_GROUPS)
            .query(
                (row, number) ->
                    new Sum(
                        row.getString("group_key"),
                        row.getLong("letters"),
                        DeadLetters.instant(row, "oldest"),
                        DeadLetters.instant(row, "newest"),
                        row.getLong("sample")))
            .list();
    Map<Long, Kind> kinds = kinds(sums);
    return sums.stream()
        .filter(sum -> kinds.containsKey(sum.sample()))
        .map(sum -> group(sum, kinds.get(sum.sample())))
        .sorted(
            Comparator.comparingLong(LetterGroup::count).reversed().thenComparing(LetterGroup::key))
        .toList();
  }

  static String groupsOf(Where where) {
    return "select group_key, count(*) letters, min(first_failed_at) oldest,"
        + " max(last_failed_at) newest, max(id) sample from dead_letter where "
        + where.condition()
        + " group by group_key order by letters desc limit :most";
  }

  private Map<Long, Kind> kinds(List<Sum> sums) {
    if (sums.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(
            "select id, kind, category, code, normalised message from dead_letter where id in (:ids)")
        .param("ids", sums.stream().map(Sum::sample).toList())
        .query(Kind.class)
        .list()
        .stream()
        .collect(Collectors.toMap(Kind::id, kind -> kind));
  }

  private static LetterGroup group(Sum sum, Kind kind) {
    return new LetterGroup(
        sum.key(),
        kind.kind(),
        kind.category(),
        kind.code(),
        kind.message(),
        sum.count(),
        sum.oldest(),
        sum.newest());
  }

  private static String states(LetterFilter filter) {
    if (filter.states().equals(LetterFilter.WAITING)) {
      return "waiting = 1";
    }
    if (filter.states().size() == State.values().length) {
      return "1 = 1";
    }
    return filter.states().stream()
        .map(state -> "state = '" + state.name() + "'")
        .sorted()
        .collect(Collectors.joining(" or ", "(", ")"));
  }

  /** A number is found as people type it: with spaces, and without its country. */
  private static Optional<String> digits(String text) {
    return Optional.of(text)
        .filter(typed -> TYPED_NUMBER.matcher(typed).matches())
        .map(typed -> "%" + typed.replaceAll("\\D", "").replaceFirst("^0+", "") + "%");
  }

  private static void equal(
      String column, Optional<?> value, List<String> conditions, Map<String, Object> values) {
    value.ifPresent(given -> conditions.add(column + " = :" + column));
    value.ifPresent(given -> values.put(column, given));
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
