package simtrix.routing.reload;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import simtrix.routing.check.RouteEntry;
import simtrix.routing.check.RouteFault;
import simtrix.routing.check.RouteText;

/** Which files run since when, and what of them was refused last. */
@Component
public class RouteLedger {

  private final Clock clock;
  private final Map<String, Running> running = new HashMap<>();
  private final Map<String, Instant> routesSince = new HashMap<>();
  private Optional<Refusal> refusal = Optional.empty();

  RouteLedger(Clock clock) {
    this.clock = clock;
  }

  private record Running(RouteText text, Instant since) {}

  /**
   * What stands for the routes.
   *
   * @param files by name; none when the routes are those inside the jar
   * @param lastRefusal what was last not taken since this server has started
   */
  public record State(List<FileState> files, Optional<Refusal> lastRefusal) {}

  /**
   * A file that runs.
   *
   * @param since when its present text took effect, at the earliest the start of the server
   */
  public record FileState(String file, Instant since, List<RouteState> routes) {}

  /**
   * A route that runs.
   *
   * @param since when it took the place of what the file said before
   */
  public record RouteState(String id, Instant since) {}

  /**
   * Something that was not taken.
   *
   * @param standing whether the files still say it, and something older runs in its place
   */
  public record Refusal(Instant at, boolean standing, List<RouteFault> faults) {}

  public synchronized State state() {
    List<FileState> files =
        running.values().stream()
            .sorted(Comparator.comparing(found -> found.text().file()))
            .map(this::stateOf)
            .toList();
    return new State(files, refusal);
  }

  private FileState stateOf(Running found) {
    List<RouteState> routes =
        found.text().routes().stream()
            .map(id -> new RouteState(id, routesSince.getOrDefault(id, found.since())))
            .toList();
    return new FileState(found.text().file(), found.since(), routes);
  }

  synchronized List<RouteText> texts() {
    return running.values().stream().map(Running::text).toList();
  }

  /** From now on these run, and of their routes these are new. */
  synchronized void runs(Collection<RouteText> texts, Collection<String> replaced) {
    Instant now = clock.instant();
    Map<String, Running> before = Map.copyOf(running);
    running.clear();
    for (RouteText text : texts) {
      Running same = before.get(text.file());
      boolean isSame = same != null && same.text().equals(text);
      running.put(text.file(), isSame ? same : new Running(text, now));
      text.entries().stream()
          .filter(entry -> entry.kind().isRoute())
          .map(RouteEntry::id)
          .filter(id -> replaced.contains(id) || !routesSince.containsKey(id))
          .forEach(id -> routesSince.put(id, now));
    }
  }

  synchronized void refused(List<RouteFault> faults) {
    refusal = Optional.of(new Refusal(clock.instant(), true, faults));
  }

  /** Nothing in the files is refused any more. */
  synchronized void mended() {
    refusal = refusal.map(old -> new Refusal(old.at(), false, old.faults()));
  }
}
