package simtrix.console;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.LetterFilter;
import simtrix.failure.Category;

/** What the address of a page says about the dead letters that it shows. */
public final class LetterQuery {

  /** What the page offers as state; without one it shows those that wait for somebody. */
  static final List<String> STATES = List.of("DEAD", "RETRYING", "ARCHIVED", "RESOLVED", "ALL");

  private static final Set<String> NAMES =
      Set.of("q", "portal", "category", "group", "state", "from", "to");

  private final Parameters parameters;
  private final ZoneId zone;

  /**
   * @throws simtrix.edge.RefusedRequest 400 for an address that nobody got from a page
   */
  LetterQuery(Map<String, String> request, ZoneId zone) {
    this.parameters = new Parameters(request);
    this.zone = zone;
    parameters.number("portal");
    parameters.choice("category", Category.class);
    if (!parameters.text("state").map(STATES::contains).orElse(true)) {
      parameters.choice("state", DeadLetter.State.class);
    }
  }

  /** What stands in the fields of the form. */
  public Map<String, String> fields() {
    return parameters.all();
  }

  public boolean filters() {
    return parameters.filters();
  }

  /** The address of another page about the same letters. */
  public String at(String path) {
    return parameters.address(path);
  }

  /** The same with one parameter set anew. */
  public String at(String path, String name, Object value) {
    return parameters.address(path, Map.of(name, String.valueOf(value)));
  }

  /** The filter in the words of the support API, where a day is two moments. */
  Map<String, String> asked() {
    Map<String, String> asked = new TreeMap<>(parameters.all());
    asked.keySet().retainAll(NAMES);
    parameters.from("from", zone).ifPresent(from -> asked.put("from", from.toString()));
    parameters.until("to", zone).ifPresent(to -> asked.put("to", to.toString()));
    return asked;
  }

  LetterFilter filter() {
    return LetterFilter.of(asked());
  }

  /** Those of them that a retry is for: the dead ones; empty where the page shows none. */
  Optional<LetterFilter> retryable() {
    return Optional.of(filter())
        .filter(shown -> shown.states().contains(DeadLetter.State.DEAD))
        .map(shown -> shown.in(DeadLetter.State.DEAD));
  }

  /** The address of the same letters in the support API. */
  String api(String path) {
    return new Parameters(asked()).address(path);
  }

  Parameters parameters() {
    return parameters;
  }
}
