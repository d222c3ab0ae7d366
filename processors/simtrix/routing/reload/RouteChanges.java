package simtrix.routing.reload;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import simtrix.routing.check.RouteEntry;
import simtrix.routing.check.RouteEntry.Kind;
import simtrix.routing.check.RouteText;

/**
 * What differs between the files as they run and as they are.
 *
 * @param changed entries that are new or say something else, or follow a configuration that does
 * @param removed entries that stand nowhere any more
 */
record RouteChanges(List<RouteEntry> changed, List<RouteEntry> removed) {

  static RouteChanges between(Collection<RouteText> before, Collection<RouteText> after) {
    Map<String, RouteEntry> old = byName(before);
    Map<String, RouteEntry> now = byName(after);
    Set<String> otherConfigurations = new HashSet<>();
    Predicate<RouteEntry> saysElse =
        entry -> !old.containsKey(name(entry)) || !old.get(name(entry)).text().equals(entry.text());
    now.values().stream()
        .filter(entry -> entry.kind() == Kind.CONFIGURATION && saysElse.test(entry))
        .forEach(entry -> otherConfigurations.add(entry.id()));
    Predicate<RouteEntry> follows =
        entry -> entry.configurations().stream().anyMatch(otherConfigurations::contains);
    return new RouteChanges(
        sorted(now.values(), saysElse.or(follows)),
        sorted(old.values(), entry -> !now.containsKey(name(entry))));
  }

  boolean isEmpty() {
    return changed.isEmpty() && removed.isEmpty();
  }

  List<RouteEntry> changed(Predicate<Kind> kind) {
    return changed.stream().filter(entry -> kind.test(entry.kind())).toList();
  }

  List<RouteEntry> removed(Predicate<Kind> kind) {
    return removed.stream().filter(entry -> kind.test(entry.kind())).toList();
  }

  private static Map<String, RouteEntry> byName(Collection<RouteText> files) {
    Map<String, RouteEntry> entries = new HashMap<>();
    files.forEach(file -> file.entries().forEach(entry -> entries.put(name(entry), entry)));
    return entries;
  }

  private static String name(RouteEntry entry) {
    return entry.kind() + " " + entry.id();
  }

  private static List<RouteEntry> sorted(
      Collection<RouteEntry> entries, Predicate<RouteEntry> wanted) {
    return entries.stream()
        .filter(wanted)
        .sorted(Comparator.comparing(RouteEntry::kind).thenComparing(RouteEntry::id))
        .toList();
  }
}
