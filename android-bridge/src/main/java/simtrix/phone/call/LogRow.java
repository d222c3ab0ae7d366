package simtrix.phone.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of the phone's call log about an incoming call.
 *
 * @param id grows with every row, unless the log is wiped or restored
 * @param startedAt when the call came to the phone, a moment before it rang
 * @param number absent where the log has none that could be dialled
 */
public record LogRow(
    long id,
    Type type,
    Instant startedAt,
    Duration talk,
    Optional<String> number,
    Presentation presentation,
    Optional<Integer> slot) {

  /** The kinds of {@code CallLog.Calls.TYPE} that are about incoming calls. */
  public enum Type {
    ANSWERED,
    MISSED,
    /** The caller spoke to the mail box. */
    VOICEMAIL,
    REJECTED,
    /** The phone turned it away by itself. */
    BLOCKED,
    /** Taken on another device of the same user, such as a watch. */
    ANSWERED_ELSEWHERE
  }

  /** What tells this row from every other; the row's id does not, because logs are restored. */
  public String key() {
    return startedAt.toEpochMilli() + "|" + number.orElse("");
  }

  /** Without the number, so that it may stand in a log. */
  @Override
  public String toString() {
    return "row " + id;
  }
}
