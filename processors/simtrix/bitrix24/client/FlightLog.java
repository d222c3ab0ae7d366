package simtrix.bitrix24.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.failure.CrmFailure;
import simtrix.tracing.Spans;
import simtrix.tracing.Trail;

/**
 * Says which request carried what for which call. One request may carry commands of fifty calls, so
 * each has an id of ours: every call's own line names it, and so does the span of each.
 */
@Component
class FlightLog {

  private static final Logger LOG = LoggerFactory.getLogger(FlightLog.class);

  /** From the queue of a portal until the answer is there. */
  private static final String WAY = "portal-commands";

  /** One request, with its proof and with what follows from its answer. */
  private static final String FLIGHT = "portal-flight";

  private final Spans spans;

  FlightLog(Spans spans) {
    this.spans = spans;
  }

  /** Follows a chain from now until its answer is known. */
  Chain follow(long portal, Chain chain) {
    Trail way = spans.begin(WAY, portal, chain.trail());
    if (spans.isOn()) {
      var unused =
          chain
              .answer()
              .whenComplete((outcomes, failure) -> spans.end(way, Optional.ofNullable(failure)));
    }
    return chain.on(way);
  }

  /**
   * Sends one request and says how it went.
   *
   * @throws CrmFailure if the request as a whole failed
   */
  List<Landing> fly(long portal, List<Chain> chains, Supplier<List<Landing>> flight) {
    String id = "%016x".formatted(ThreadLocalRandom.current().nextLong());
    List<Trail> trails = chains.stream().map(Chain::trail).toList();
    Trail shared = spans.beginShared(FLIGHT, id, portal, trails);
    if (LOG.isDebugEnabled()) {
      shared.run(() -> LOG.debug("Portal request {} is for calls {}", id, calls(trails)));
    }
    long start = System.nanoTime();
    try {
      List<Landing> landings = shared.get(flight);
      spans.end(shared, Optional.empty());
      landings.forEach(landing -> tell(id, portal, landing, start));
      return landings;
    } catch (RuntimeException | Error failure) {
      spans.end(shared, Optional.of(failure));
      String kind = failure instanceof CrmFailure known ? kind(known) : "fault";
      chains.forEach(chain -> tell(id, portal, chain, "failed: " + kind, start));
      throw failure;
    }
  }

  private static List<String> calls(List<Trail> trails) {
    return trails.stream()
        .map(trail -> trail.mark(Trail.CALL))
        .filter(call -> !call.isEmpty())
        .toList();
  }

  private static void tell(String id, long portal, Landing landing, long start) {
    String end = end(landing);
    tell(id, portal, landing.chain(), end, start);
  }

  private static void tell(String id, long portal, Chain chain, String end, long start) {
    chain
        .trail()
        .marked(Trail.REQUEST, id)
        .marked(Trail.PORTAL, Long.toString(portal))
        .run(
            () ->
                LOG.atLevel(level(chain))
                    .log(
                        "Portal request {} with {} {} ({} ms)",
                        id,
                        chain.commands().stream()
                            .map(Command::method)
                            .collect(Collectors.joining(", ")),
                        end,
                        Duration.ofNanos(System.nanoTime() - start).toMillis()));
  }

  /** What is for no call, above all the polling of events, would fill the log. */
  private static Level level(Chain chain) {
    return chain.trail().mark(Trail.CALL).isEmpty() ? Level.DEBUG : Level.INFO;
  }

  private static String end(Landing landing) {
    if (landing instanceof Landing.Answered answered) {
      return "answered" + refusals(answered);
    }
    return landing instanceof Landing.Failed failed
        ? "failed: " + kind(failed.failure())
        : "not looked at, goes once more";
  }

  private static String refusals(Landing.Answered answered) {
    String refused =
        answered.outcomes().values().stream()
            .filter(Outcome.Refused.class::isInstance)
            .map(outcome -> kind(((Outcome.Refused) outcome).failure()))
            .distinct()
            .collect(Collectors.joining(", "));
    return refused.isEmpty() ? "" : ", refused: " + refused;
  }

  private static String kind(CrmFailure failure) {
    return failure.category() + " " + failure.code();
  }
}
