package simtrix.phone.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which row of the call log is about which call. Each row is given to one call at most and each
 * call gets one row at most, the nearest in time first.
 *
 * @param found calls with the row that is about them
 * @param untold rows of calls that no broadcast told of
 */
public record Reconciliation(Map<Call, LogRow> found, List<LogRow> untold) {

  /** Between the log's time of a call and the ring that was heard of it, with the same number. */
  static final Duration SAME_NUMBER = Duration.ofSeconds(30);

  /** The same where one of the two has no number. */
  static final Duration NO_NUMBER = Duration.ofSeconds(15);

  /** A mail box entry follows the missed call that it belongs to within this time. */
  static final Duration MAIL_BOX = Duration.ofMinutes(5);

  /**
   * @param calls those that have no row yet
   * @param settled those that have theirs: a mail box entry of one of them is no further call
   */
  public static Reconciliation of(List<Call> calls, List<Call> settled, List<LogRow> rows) {
    List<Pair> pairs = new ArrayList<>();
    for (Call call : calls) {
      for (LogRow row : rows) {
        if (mayBe(call, row)) {
          pairs.add(new Pair(call, row));
        }
      }
    }
    pairs.sort(Pair::compare);
    Map<Call, LogRow> found = new LinkedHashMap<>();
    Set<LogRow> taken = new HashSet<>();
    for (Pair pair : pairs) {
      if (!found.containsKey(pair.call) && taken.add(pair.row)) {
        found.put(pair.call, pair.row);
      }
    }
    List<Call> known = new ArrayList<>(calls);
    known.addAll(settled);
    List<LogRow> untold = new ArrayList<>();
    for (LogRow row : rows) {
      if (!taken.contains(row) && !isMailOf(row, known, rows)) {
        untold.add(row);
      }
    }
    return new Reconciliation(found, List.copyOf(untold));
  }

  private static boolean mayBe(Call call, LogRow row) {
    if (Numbers.contradict(call.number(), row.number())) {
      return false;
    }
    Duration limit = Numbers.agree(call.number(), row.number()) ? SAME_NUMBER : NO_NUMBER;
    return Pair.between(call, row).compareTo(limit) <= 0;
  }

  private static boolean isMailOf(LogRow mail, List<Call> calls, List<LogRow> rows) {
    if (mail.type() != LogRow.Type.VOICEMAIL) {
      return false;
    }
    return calls.stream()
            .anyMatch(c -> Numbers.agree(c.number(), mail.number()) && near(c.rangAt(), mail))
        || rows.stream()
            .filter(row -> row.type() != LogRow.Type.VOICEMAIL)
            .anyMatch(r -> Numbers.agree(r.number(), mail.number()) && near(r.startedAt(), mail));
  }

  private static boolean near(Instant call, LogRow mail) {
    return Duration.between(call, mail.startedAt()).abs().compareTo(MAIL_BOX) <= 0;
  }

  /** A call and a row that may be about it. */
  private record Pair(Call call, LogRow row) {

    boolean surely() {
      return Numbers.agree(call.number(), row.number());
    }

    /** Those with the same number first, then the nearest. */
    static int compare(Pair one, Pair other) {
      int sure = Boolean.compare(other.surely(), one.surely());
      return sure != 0 ? sure : one.apart().compareTo(other.apart());
    }

    Duration apart() {
      return between(call, row);
    }

    static Duration between(Call call, LogRow row) {
      return Duration.between(call.rangAt(), row.startedAt()).abs();
    }
  }
}
