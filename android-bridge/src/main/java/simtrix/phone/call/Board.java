package simtrix.phone.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that has to be remembered between two tellings of Android; kept on disk, because the process
 * may be killed between any two of them.
 *
 * @param calls those without a verdict and those of the last moments, oldest first
 * @param announced a number that the screening service saw and that no ring has taken yet
 */
public record Board(Line line, List<Call> calls, Optional<Announced> announced) {

  /** A number and when it was seen. */
  public record Announced(String number, Instant at) {}

  public static final Board EMPTY = new Board(Line.IDLE, List.of(), Optional.empty());

  Board with(Line next) {
    return new Board(next, calls, announced);
  }

  Board with(Optional<Announced> next) {
    return new Board(line, calls, next);
  }

  /** With this call in place of the one with its id, or added. */
  Board with(Call call) {
    List<Call> next = new ArrayList<>(calls);
    next.removeIf(known -> known.id().equals(call.id()));
    next.add(call);
    next.sort((one, other) -> one.rangAt().compareTo(other.rangAt()));
    return new Board(line, List.copyOf(next), announced);
  }
}
