package simtrix.caller;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * What was forgotten lately in one portal, for answers that were on their way meanwhile: they may
 * be older than the change.
 */
final class RecentChanges {

  /** How an answer stands to what has happened since its question. */
  enum Since {
    NOTHING,
    /** A change concerns it. */
    CONCERNED,
    /** So much has happened that nobody knows. */
    TOO_MUCH
  }

  private static final int MOST = 500;

  private final Deque<Predicate<LookUp>> latest = new ArrayDeque<>();
  private long count;

  synchronized long mark() {
    return count;
  }

  /**
   * @param concerned whether an answer may be older than what has happened
   */
  synchronized void add(Predicate<LookUp> concerned) {
    count++;
    latest.addFirst(concerned);
    if (latest.size() > MOST) {
      latest.removeLast();
    }
  }

  synchronized Since since(long mark, LookUp answer) {
    long missed = count - mark;
    if (missed > latest.size()) {
      return Since.TOO_MUCH;
    }
    boolean concerned = latest.stream().limit(missed).anyMatch(change -> change.test(answer));
    return concerned ? Since.CONCERNED : Since.NOTHING;
  }
}
