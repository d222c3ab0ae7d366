package simtrix.bitrix24.client;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * A circuit breaker for each portal: one that does not work is left alone for some seconds, and
 * what was meant for it is turned away at once instead of waiting (DESIGN 3).
 */
final class Circuits {
  private static final int CALLS_LOOKED_AT = 10;
  private static final int FEWEST_CALLS = 5;
  private static final float FAILED_PERCENT = 50;
  private static final Duration OPEN = Duration.ofSeconds(10);
  private static final int TRIAL_CALLS = 2;
  private static final Duration JITTER = Duration.ofSeconds(5);

  private final Clock clock;
  private final CircuitBreakerConfig configuration;
  private final Map<Long, Circuit> circuits = new ConcurrentHashMap<>();

  Circuits(Clock clock) {
    this.clock = clock;
    configuration =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(CALLS_LOOKED_AT)
            .minimumNumberOfCalls(FEWEST_CALLS)
            .failureRateThreshold(FAILED_PERCENT)
            .waitDurationInOpenState(OPEN)
            .permittedNumberOfCallsInHalfOpenState(TRIAL_CALLS)
            // A trial whose end never came must not keep the circuit half open for ever.
            .maxWaitDurationInHalfOpenState(Duration.ofMinutes(2))
            .recordException(Circuits::saysPortalIsDown)
            .build();
  }

  Circuit of(long portal) {
    return circuits.computeIfAbsent(portal, id -> new Circuit("portal-" + id));
  }

  private static boolean saysPortalIsDown(Throwable thrown) {
    return thrown instanceof CrmFailure failure
        && (failure.category() == Category.NETWORK || failure.category() == Category.SERVER);
  }

  /** The circuit of one portal. */
  final class Circuit {
    private final CircuitBreaker breaker;
    private volatile Instant openedAt = Instant.EPOCH;

    private Circuit(String name) {
      breaker = CircuitBreaker.of(name, configuration);
      breaker
          .getEventPublisher()
          .onStateTransition(
              change -> {
                if (change.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                  openedAt = clock.instant();
                }
              });
    }

    /** Whether a request may go now; then its end has to be told. */
    boolean lets() {
      return breaker.tryAcquirePermission();
    }

    boolean isOpen() {
      return breaker.getState() == CircuitBreaker.State.OPEN
          || breaker.getState() == CircuitBreaker.State.FORCED_OPEN;
    }

    /** CLOSED, OPEN or HALF_OPEN. */
    String state() {
      return breaker.getState().name();
    }

    /** Why a request was not let through. */
    CrmFailure refusal() {
      Instant now = clock.instant();
      Instant again = openedAt.plus(OPEN);
      Instant earliest = again.isAfter(now) ? again : now;
      long jitter = ThreadLocalRandom.current().nextLong(JITTER.toMillis());
      return CrmFailure.of(
              Category.NETWORK,
              "CIRCUIT_OPEN",
              "The portal has failed several times in a row and is left alone for some seconds.")
          .notBefore(earliest.plusMillis(jitter))
          .withoutAttempt();
    }

    /** The request that {@link #lets} allowed did not go after all. */
    void unused() {
      breaker.releasePermission();
    }

    void succeeded(long nanos) {
      breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, CrmFailure failure) {
      breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
    }
  }
}
