package simtrix.routing.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import simtrix.text.Sentence;

/**
 * A route file as it was read.
 *
 * @param file its name, for example {@code writes.camel.yaml}
 * @param text what stands in it
 */
public record RouteText(String file, String text) {

  private static final Set<String> WITH_ROUTES =
      Set.of("route", "routeTemplate", "routeConfiguration", "rest", "from", "beans");

  /** Ids of the routes in this file, those that a REST contract makes included. */
  public List<String> routes() {
    return entries().stream().filter(entry -> entry.kind().isRoute()).map(RouteEntry::id).toList();
  }

  /** What the file consists of, in its order; nothing of a file that is no YAML. */
  public List<RouteEntry> entries() {
    return nodes().stream().flatMap(node -> RouteEntry.of(node, this).stream()).toList();
  }

  /** The text of a value, from where it starts to where it ends. */
  String between(RouteNode node) {
    return text.substring(place(node.value().getStartMark()), place(node.value().getEndMark()))
        .strip();
  }

  private int place(Optional<Mark> mark) {
    return mark.map(at -> text.offsetByCodePoints(0, at.getIndex())).orElse(0);
  }

  /** Everything in the file that has a name; nothing of a file that is no YAML. */
  List<RouteNode> nodes() {
    try {
      return compose().map(root -> RouteNode.of(file, root)).orElse(List.of());
    } catch (YamlEngineException broken) {
      return List.of();
    }
  }

  /** What is wrong with it as a list of routes in YAML. */
  Optional<RouteFault> syntaxFault() {
    try {
      return compose().isPresent()
          ? nodes().stream().filter(this::isNoEntry).findFirst().map(RouteText::unknownEntry)
          : Optional.of(new RouteFault(file, 0, 0, Sentence.of("fault.empty")));
    } catch (MarkedYamlEngineException broken) {
      return Optional.of(
          RouteNode.fault(
              file,
              broken.getProblemMark(),
              Sentence.of("fault.no-yaml-here", broken.getProblem())));
    } catch (YamlEngineException broken) {
      return Optional.of(
          new RouteFault(file, 0, 0, Sentence.of("fault.no-yaml", broken.getMessage())));
    }
  }

  private boolean isNoEntry(RouteNode node) {
    return node.path().isEmpty() && !WITH_ROUTES.contains(node.name());
  }

  private static RouteFault unknownEntry(RouteNode node) {
    return node.fault(Sentence.of("fault.no-entry", node.name()));
  }

  private Optional<SequenceNode> compose() {
    return new Compose(LoadSettings.builder().setLabel(file).build())
        .composeString(text)
        .filter(SequenceNode.class::isInstance)
        .map(SequenceNode.class::cast)
        .filter(list -> !list.getValue().isEmpty());
  }
}
