package simtrix.phone.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a call ended, as it is told to the server.
 *
 * @param answeredAt present with {@link Outcome#ANSWERED} alone, and not before the ring
 * @param endedAt not before {@code answeredAt}
 * @param fromLog whether the call log said so; otherwise it is what the broadcasts and the clock
 *     tell, and the log may still correct it
 */
public record Verdict(
    Outcome outcome, Optional<Instant> answeredAt, Instant endedAt, boolean fromLog) {

  public Duration talk() {
    return answeredAt.map(answered -> Duration.between(answered, endedAt)).orElse(Duration.ZERO);
  }
}
