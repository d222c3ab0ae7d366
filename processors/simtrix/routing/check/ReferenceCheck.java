package simtrix.routing.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import simtrix.text.Sentence;

/** Whether ids stand once, and whether what a route names in another is there. */
final class ReferenceCheck {

  private static final Set<String> ROUTES =
      Set.of("route", "routeTemplate", "routeConfiguration", "rest");

  private static final String ALL_FILES = "*";

  private final List<RouteNode> nodes;
  private final List<RouteFault> faults = new ArrayList<>();

  private ReferenceCheck(List<RouteNode> nodes) {
    this.nodes = nodes;
  }

  static List<RouteFault> check(Collection<RouteText> files, Set<String> called) {
    ReferenceCheck check =
        new ReferenceCheck(files.stream().flatMap(file -> file.nodes().stream()).toList());
    check.ids();
    check.configurations();
    check.directs();
    check.called(called);
    return check.faults;
  }

  private void ids() {
    Map<String, RouteNode> first = new HashMap<>();
    for (RouteNode node : nodes) {
      Optional<RouteNode> id = isNamed(node) ? node.field("id") : Optional.empty();
      id.ifPresent(
          found -> {
            String text = found.text().orElse("");
            RouteNode before = first.putIfAbsent(text, found);
            if (before != null) {
              faults.add(
                  found.fault(Sentence.of("fault.id-twice", text, before.file(), before.line())));
            }
          });
    }
  }

  /** Routes, and all that stands in them; not the parameters of an endpoint. */
  private static boolean isNamed(RouteNode node) {
    return !node.parent().equals("parameters")
        && (ROUTES.contains(node.name()) || node.path().stream().anyMatch(ROUTES::contains));
  }

  private void called(Set<String> called) {
    Set<String> there = new HashSet<>();
    nodes.stream()
        .filter(node -> node.path().isEmpty() && ROUTES.contains(node.name()))
        .flatMap(node -> node.text("id").stream())
        .forEach(there::add);
    called.stream()
        .filter(id -> !there.contains(id))
        .sorted()
        .forEach(
            id ->
                faults.add(
                    new RouteFault(ALL_FILES, 0, 0, Sentence.of("fault.called-by-server", id))));
  }

  private void configurations() {
    Set<String> known = new HashSet<>();
    nodes.stream()
        .filter(node -> node.name().equals("routeConfiguration") && node.path().isEmpty())
        .flatMap(node -> node.text("id").stream())
        .forEach(known::add);
    nodes.stream()
        .filter(node -> node.name().equals("routeConfigurationId"))
        .filter(node -> !known.contains(node.text().orElse("")))
        .forEach(
            node ->
                faults.add(
                    node.fault(Sentence.of("fault.no-configuration", node.text().orElse("")))));
  }

  private void directs() {
    Map<String, RouteNode> offered = new HashMap<>();
    for (RouteNode from : nodes.stream().filter(node -> node.name().equals("from")).toList()) {
      direct(from)
          .ifPresent(
              name -> {
                RouteNode before = offered.putIfAbsent(name.text().orElse(""), from);
                if (before != null) {
                  faults.add(
                      name.fault(
                          Sentence.of(
                              "fault.direct-twice",
                              before.file(),
                              before.line(),
                              name.text().orElse(""))));
                }
              });
    }
    nodes.stream()
        .filter(node -> !node.name().equals("from"))
        .flatMap(node -> direct(node).stream())
        .filter(name -> isMissing(offered.keySet(), name.text().orElse("")))
        .forEach(
            name -> faults.add(name.fault(Sentence.of("fault.no-direct", name.text().orElse("")))));
    contracts(offered.keySet());
  }

  /** A name that is put together when the route runs cannot be judged. */
  private static boolean isMissing(Set<String> offered, String name) {
    return !name.contains("${") && !name.contains("{{") && !offered.contains(name);
  }

  private static Optional<RouteNode> direct(RouteNode node) {
    return node.text("uri").filter("direct"::equals).isPresent()
        ? node.field("parameters").flatMap(parameters -> parameters.field("name"))
        : Optional.empty();
  }

  private void contracts(Set<String> offered) {
    for (RouteNode contract :
        nodes.stream().filter(node -> node.name().equals("specification")).toList()) {
      Stream<String> operations = ContractOperations.of(contract.text().orElse("")).stream();
      operations
          .filter(operation -> !offered.contains(operation))
          .forEach(
              operation ->
                  faults.add(contract.fault(Sentence.of("fault.no-operation", operation))));
    }
  }
}
