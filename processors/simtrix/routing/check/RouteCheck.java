package simtrix.routing.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks all route files together, because they call each other: YAML, the DSL, components and
 * their options, beans and their methods, properties, ids, and who calls whom.
 */
public class RouteCheck {

  private final KnownParts parts;
  private final LanguageCheck language = new LanguageCheck();
  private final EndpointCheck endpoints = new EndpointCheck();

  public RouteCheck(KnownParts parts) {
    this.parts = parts;
  }

  /** What is wrong, by file and line; nothing when all may run. */
  public List<RouteFault> check(Collection<RouteText> files) {
    Set<RouteFault> faults = new LinkedHashSet<>();
    boolean allReadable = true;
    for (RouteText file : files) {
      List<RouteFault> ofFile = check(file);
      faults.addAll(ofFile);
      allReadable &= ofFile.isEmpty();
    }
    if (allReadable) {
      faults.addAll(ReferenceCheck.check(files, parts.calledRoutes()));
    }
    return faults.stream()
        .sorted(Comparator.comparing(RouteFault::file).thenComparing(RouteFault::line))
        .toList();
  }

  private List<RouteFault> check(RouteText file) {
    Optional<RouteFault> noYaml = file.syntaxFault();
    if (noYaml.isPresent()) {
      return List.of(noYaml.get());
    }
    BeanCheck beans = new BeanCheck(parts);
    List<RouteNode> nodes = file.nodes();
    List<RouteFault> faults = new ArrayList<>(PropertyCheck.check(nodes, parts));
    for (RouteNode node : nodes) {
      faults.addAll(endpoints.check(node));
      faults.addAll(beans.check(node));
      if (node.name().equals("expression") && node.parent().equals("simple")) {
        language.simple(node).ifPresent(faults::add);
      }
    }
    // Camel stops at its first objection and does not always say where; ours go before.
    language.dsl(file).filter(fault -> fault.line() > 0 || faults.isEmpty()).ifPresent(faults::add);
    return faults;
  }
}
