package simtrix.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;

/**
 * A bucket of tries for each one who tries (a client's address, a device's id); as many are
 * remembered as memory allows for, the others start afresh.
 */
public final class TryLimit {

  private static final int MOST_REMEMBERED = 50_000;

  private final Cache<String, Bucket> buckets;
  private final Bandwidth bandwidth;

  private TryLimit(Bandwidth bandwidth, Duration fullAgain) {
    this.bandwidth = bandwidth;
    this.buckets =
        Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterAccess(fullAgain).build();
  }

  /**
   * @param burst tries at once
   * @param window time in which an empty bucket is full again, evenly
   */
  public static TryLimit of(long burst, Duration window) {
    return new TryLimit(
        Bandwidth.builder().capacity(burst).refillGreedy(burst, window).build(), window);
  }

  /**
   * Takes one try.
   *
   * @return how long to wait when there is none left
   */
  public Optional<Duration> take(String who) {
    ConsumptionProbe probe = bucket(who).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /** Gives a try back that does not count. */
  public void giveBack(String who) {
    bucket(who).addTokens(1);
  }

  private Bucket bucket(String who) {
    return buckets.get(who, key -> Bucket.builder().addLimit(bandwidth).build());
  }
}
