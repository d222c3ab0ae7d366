package simtrix.routing.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.routing.check.RouteCheck;
import simtrix.routing.check.RouteFault;
import simtrix.routing.check.RouteText;
import simtrix.text.Sentence;

/**
 * Decides what of the edited files takes effect: all that is in order. In the place of a file that
 * is not, what it said before goes on.
 */
@Component
class RouteReload {

  private static final Logger LOG = LoggerFactory.getLogger(RouteReload.class);

  private final RouteCheck check;
  private final RouteSwap swap;
  private final RouteLedger ledger;

  RouteReload(ServerParts parts, RouteSwap swap, RouteLedger ledger) {
    this.check = new RouteCheck(parts);
    this.swap = swap;
    this.ledger = ledger;
  }

  /** What the server has started with. */
  void begin(List<RouteText> files) {
    ledger.runs(files, Set.of());
  }

  synchronized void take(List<RouteText> found) {
    List<RouteText> running = ledger.texts();
    List<RouteFault> faults = check.check(found);
    List<RouteText> wanted = faults.isEmpty() ? found : withoutFaulty(found, running, faults);
    try {
      if (!RouteChanges.between(running, wanted).isEmpty()) {
        List<String> replaced = swap.make(running, wanted);
        LOG.info("Edited routes run from now on: {}", replaced);
        ledger.runs(wanted, replaced);
      } else {
        ledger.runs(wanted, Set.of());
      }
    } catch (Exception refused) {
      LOG.warn("Camel does not take the edited routes; those before go on", refused);
      faults = new ArrayList<>(faults);
      faults.add(notTaken(running, wanted, refused));
    }
    note(faults);
  }

  /** Files call each other: if not even the rest is in order, nothing is taken. */
  private List<RouteText> withoutFaulty(
      List<RouteText> found, List<RouteText> running, List<RouteFault> faults) {
    Set<String> faulty = faults.stream().map(RouteFault::file).collect(Collectors.toSet());
    Map<String, RouteText> wanted = byFile(found);
    wanted.keySet().removeAll(faulty);
    running.stream()
        .filter(text -> faulty.contains(text.file()))
        .forEach(text -> wanted.put(text.file(), text));
    List<RouteText> rest = List.copyOf(wanted.values());
    return check.check(rest).isEmpty() ? rest : running;
  }

  private static Map<String, RouteText> byFile(Collection<RouteText> files) {
    Map<String, RouteText> byFile = new HashMap<>();
    files.forEach(file -> byFile.put(file.file(), file));
    return byFile;
  }

  private static RouteFault notTaken(
      List<RouteText> running, List<RouteText> wanted, Exception refused) {
    String files =
        wanted.stream()
            .filter(text -> !running.contains(text))
            .map(RouteText::file)
            .sorted()
            .collect(Collectors.joining(", "));
    Throwable cause = refused;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new RouteFault(files, 0, 0, Sentence.of("fault.not-started", cause.getMessage()));
  }

  private void note(List<RouteFault> faults) {
    if (faults.isEmpty()) {
      ledger.mended();
      return;
    }
    faults.forEach(fault -> LOG.warn("Not taken, what ran before goes on: {}", fault));
    ledger.refused(faults);
  }
}
