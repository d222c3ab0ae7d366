package simtrix.routing.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import simtrix.text.Sentence;

/**
 * A value in a route file, with the place where it stands.
 *
 * @param file the file's name
 * @param path the names of the fields around it, outermost first
 * @param name the name of its field; the items of a list go by the name of the list
 */
record RouteNode(String file, List<String> path, String name, Node value) {

  /** Everything in a file that has a name. */
  static List<RouteNode> of(String file, Node root) {
    List<RouteNode> nodes = new ArrayList<>();
    gather(new RouteNode(file, List.of(), "", root), nodes);
    return nodes;
  }

  private static void gather(RouteNode node, List<RouteNode> into) {
    if (node.value instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        gather(new RouteNode(node.file, node.path, node.name, item), into);
      }
      return;
    }
    if (!node.name.isEmpty()) {
      into.add(node);
    }
    node.fields().forEach(field -> gather(field, into));
  }

  List<RouteNode> fields() {
    List<RouteNode> fields = new ArrayList<>();
    if (value instanceof MappingNode map) {
      List<String> inside = new ArrayList<>(path);
      if (!name.isEmpty()) {
        inside.add(name);
      }
      for (NodeTuple tuple : map.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          fields.add(
              new RouteNode(file, List.copyOf(inside), key.getValue(), tuple.getValueNode()));
        }
      }
    }
    return fields;
  }

  Optional<RouteNode> field(String wanted) {
    return fields().stream().filter(field -> field.name.equals(wanted)).findFirst();
  }

  /** What a field of this name says, if it is plain text. */
  Optional<String> text(String wanted) {
    return field(wanted).flatMap(RouteNode::text);
  }

  Optional<String> text() {
    return value instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  String parent() {
    return path.isEmpty() ? "" : path.get(path.size() - 1);
  }

  RouteFault fault(Sentence sentence) {
    return fault(file, value.getStartMark(), sentence);
  }

  /** Where it begins, counted from 1; 0 where that is not known. */
  int line() {
    return value.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  static RouteFault fault(String file, Optional<Mark> mark, Sentence sentence) {
    return mark.map(at -> new RouteFault(file, at.getLine() + 1, at.getColumn() + 1, sentence))
        .orElseGet(() -> new RouteFault(file, 0, 0, sentence));
  }
}
