package simtrix.bitrix24.client;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import simtrix.bitrix24.Urgency;
import simtrix.settings.Bitrix24Settings;

/**
 * The token bucket of each portal, kept in the database: shared by all nodes, and as empty after a
 * restart as it was before. A new portal's bucket is full.
 *
 * <p>It is a little smaller than the portal's (REFERENCE 3.1). The portal's counter falls once a
 * second, ours all the time: just before it falls we may have sent one second's tokens more than it
 * has given back. One more is kept for requests that overtake each other on their way.
 */
final class TokenBuckets {
  private static final int KEPT_FOR_LOOK_UPS = 10;

  private final ProxyManager<Long> store;
  private final BucketConfiguration configuration;
  private final long reserve;
  private final long capacity;
  private final double nanosPerToken;
  private final Map<Long, Bucket> buckets = new ConcurrentHashMap<>();
  private final Map<Long, Level> levels = new ConcurrentHashMap<>();

  private record Level(long tokens, long at) {}

  TokenBuckets(ProxyManager<Long> store, Bitrix24Settings settings) {
    this.store = store;
    capacity = capacity(settings);
    Duration perToken =
        Duration.ofNanos(
            BigDecimal.valueOf(1_000_000_000L)
                .divide(settings.requestsPerSecond(), 0, RoundingMode.CEILING)
                .longValueExact());
    nanosPerToken = perToken.toNanos();
    configuration =
        BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, perToken))
            .build();
    reserve = Math.min(KEPT_FOR_LOOK_UPS, capacity / 4);
  }

  static long capacity(Bitrix24Settings settings) {
    int perSecond = settings.requestsPerSecond().setScale(0, RoundingMode.CEILING).intValueExact();
    return Math.max(1, settings.burst() - perSecond - 1);
  }

  /**
   * Takes the token for one request. Writes leave the last ones to ringing phones (DESIGN 3).
   *
   * @return zero if it was taken, else how long to wait before asking again
   */
  Duration take(long portal, Urgency urgency) {
    Bucket bucket = bucket(portal);
    if (urgency != Urgency.LOOK_UP && reserve > 0) {
      EstimationProbe estimate = bucket.estimateAbilityToConsume(1 + reserve);
      if (!estimate.canBeConsumed()) {
        return Duration.ofNanos(estimate.getNanosToWaitForRefill());
      }
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    levels.put(portal, new Level(probe.getRemainingTokens(), System.nanoTime()));
    return probe.isConsumed()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
  }

  /** Counts a request that went out without asking, as at an installation. */
  void spent(long portal) {
    bucket(portal).consumeIgnoringRateLimits(1);
  }

  /** The portal says that it is full; others on this address may have filled it. */
  void empty(long portal) {
    bucket(portal).tryConsumeAsMuchAsPossible();
  }

  /** Requests that could go out at once. */
  long left(long portal) {
    return bucket(portal).getAvailableTokens();
  }

  /**
   * The same without asking the database: what was left at this node's last request, and what has
   * come since.
   */
  double lastSeen(long portal) {
    Level level = levels.get(portal);
    return level == null
        ? capacity
        : Math.min(
            (double) capacity, level.tokens() + (System.nanoTime() - level.at()) / nanosPerToken);
  }

  private Bucket bucket(long portal) {
    return buckets.computeIfAbsent(portal, this::kept);
  }

  /** What is kept may come from a time when the operator had configured another plan. */
  private Bucket kept(long portal) {
    Bucket bucket = store.builder().build(portal, () -> configuration);
    bucket.replaceConfiguration(configuration, TokensInheritanceStrategy.AS_IS);
    return bucket;
  }
}
