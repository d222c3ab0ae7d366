package simtrix.bitrix24.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many writes fit into one request. A portal that needs long for each must not be given so many
 * that it is still at them when the time-out comes: then nothing would be known about any.
 */
final class BatchPace {
  private static final int FEWEST = 10;
  private static final double WEIGHT_OF_THE_LAST = 0.3;

  private final long goodNanos;
  private final Map<Long, Double> nanosPerCommand = new ConcurrentHashMap<>();

  /**
   * @param timeout of a write; half of it is thought good
   */
  BatchPace(Duration timeout) {
    goodNanos = timeout.toNanos() / 2;
  }

  /**
   * Commands for the next request, {@link BatchRequest#MOST_COMMANDS} as long as nothing is known.
   */
  int room(long portal) {
    double pace = nanosPerCommand.getOrDefault(portal, 0.0);
    double fit = pace == 0 ? BatchRequest.MOST_COMMANDS : goodNanos / pace;
    return (int) Math.max(FEWEST, Math.min(BatchRequest.MOST_COMMANDS, fit));
  }

  /** A small request says more about the way to the portal than about its work. */
  void took(long portal, int commands, long nanos) {
    if (commands >= FEWEST) {
      nanosPerCommand.merge(
          portal,
          (double) nanos / commands,
          (old, last) -> old + WEIGHT_OF_THE_LAST * (last - old));
    }
  }

  /** Half as many next time. */
  void timedOut(long portal, int commands) {
    nanosPerCommand.put(portal, 2.0 * goodNanos / Math.max(1, commands));
  }
}
