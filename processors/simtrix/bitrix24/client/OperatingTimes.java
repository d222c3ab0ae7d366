package simtrix.bitrix24.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import simtrix.bitrix24.Command;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * The operating time that each method of each portal has used up (REFERENCE 3.2), as the portal
 * last told it. Both ways of counting are watched: by inner method, and for {@code batch} as a
 * whole.
 */
final class OperatingTimes {
  private static final double LIMIT_SECONDS = 480;
  private static final double SLOW_FROM = 0.80 * LIMIT_SECONDS;
  private static final double HELD_FROM = 0.95 * LIMIT_SECONDS;
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration WITHOUT_RESET = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<Key, Usage> usages = new ConcurrentHashMap<>();

  OperatingTimes(Clock clock) {
    this.clock = clock;
  }

  /** Reads the times in a good answer. */
  void saw(long portal, BatchRequest request, JsonNode envelope) {
    note(portal, request.method(), envelope.path("time"));
    JsonNode times = envelope.path("result").path("result_time");
    for (int i = 0; request.isBatch() && i < request.chains().size(); i++) {
      for (Command command : request.chains().get(i).commands()) {
        note(portal, command.method(), times.path(BatchRequest.key(i, command)));
      }
    }
  }

  /** The portal has blocked the method: nothing more of it goes out until it is free again. */
  CrmFailure blocked(long portal, String method, CrmFailure failure) {
    Usage usage =
        usages.compute(
            new Key(portal, method.toLowerCase(Locale.ROOT)),
            (key, old) ->
                new Usage(
                    LIMIT_SECONDS,
                    old != null && old.resetAt.isAfter(clock.instant())
                        ? old.resetAt
                        : clock.instant().plus(WITHOUT_RESET)));
    return failure.notBefore(usage.resetAt);
  }

  /** Why a chain must not go out now, if it must not: one of its methods is about to be blocked. */
  Optional<CrmFailure> held(long portal, List<Command> chain) {
    return Stream.concat(Stream.of(BatchRequest.BATCH), chain.stream().map(Command::method))
        .flatMap(method -> usage(portal, method).stream())
        .filter(usage -> usage.seconds >= HELD_FROM)
        .map(Usage::resetAt)
        .max(Instant::compareTo)
        .map(
            resetAt ->
                CrmFailure.of(
                        Category.OPERATION_LIMIT,
                        "METHOD_HELD",
                        "A method has used up its operating time on the portal and waits until it is free again.")
                    .notBefore(resetAt)
                    .withoutAttempt());
  }

  /** How long to wait after a request with these commands before the next one. */
  Duration pause(long portal, List<Chain> chains) {
    boolean slow =
        Stream.concat(
                Stream.of(BatchRequest.BATCH),
                chains.stream().flatMap(chain -> chain.commands().stream()).map(Command::method))
            .flatMap(method -> usage(portal, method).stream())
            .anyMatch(usage -> usage.seconds >= SLOW_FROM);
    return slow ? PAUSE : Duration.ZERO;
  }

  private void note(long portal, String method, JsonNode time) {
    double seconds = time.path("operating").asDouble(0);
    long resetAt = time.path("operating_reset_at").asLong(0);
    Key key = new Key(portal, method.toLowerCase(Locale.ROOT));
    if (resetAt > 0 && seconds > 0) {
      usages.put(key, new Usage(seconds, Instant.ofEpochSecond(resetAt)));
    }
  }

  private Optional<Usage> usage(long portal, String method) {
    return Optional.ofNullable(usages.get(new Key(portal, method.toLowerCase(Locale.ROOT))))
        .filter(usage -> usage.resetAt.isAfter(clock.instant()));
  }

  private record Key(long portal, String method) {}

  private record Usage(double seconds, Instant resetAt) {}
}
