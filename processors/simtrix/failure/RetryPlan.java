package simtrix.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When what has failed is tried again (DESIGN 7).
 *
 * @param delays pauses after the first, second, ... failure; the last one stands for all that
 *     follow
 */
public record RetryPlan(List<Duration> delays) {

  /**
   * Each pause is lengthened by up to this share, so that a portal that comes back is not met by a
   * wall.
   */
  private static final double JITTER = 0.2;

  /**
   * @param tried attempts that failed before the one that has just failed
   * @return not before the failure itself allows it; at once then, where it was no attempt
   */
  public Instant next(int tried, CrmFailure failure, Instant now) {
    Duration delay = delays.get(Math.min(tried, delays.size() - 1));
    long jitter = (long) (delay.toMillis() * JITTER * ThreadLocalRandom.current().nextDouble());
    Instant planned = now.plus(delay).plusMillis(jitter);
    Optional<Instant> earliest = failure.notBefore();
    if (!failure.isAttempt() && earliest.isPresent()) {
      return earliest.get();
    }
    return earliest.filter(planned::isBefore).orElse(planned);
  }
}
