package simtrix.mending;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Many retries, one after the other at a rate (DESIGN 7).
 *
 * @param total letters that matched when it was made
 * @param done those whose retry has ended: succeeded, failed again or skipped
 * @param failedAgain those whose attempt failed, also if another one is planned
 * @param skipped those that were not dead any more when their turn came
 * @param remaining total without done; of a cancelled job those that were never tried
 */
public record RetryJob(
    long id,
    State state,
    BigDecimal ratePerSecond,
    long total,
    long done,
    long succeeded,
    long failedAgain,
    long skipped,
    long remaining,
    String createdBy,
    Instant createdAt,
    Optional<Instant> endedAt) {

  /** Where a job stands. */
  public enum State {
    RUNNING,
    DONE,
    CANCELLED
  }
}
