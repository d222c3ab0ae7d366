package simtrix.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A file of {@code routes/} as a tree, for what can be said of it without running it. */
record RouteFile(Path path, JsonNode tree) {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Set<String> BRANCHES = Set.of("when", "otherwise", "onException");

  /**
   * A value anywhere in a file.
   *
   * @param parent the name of the field around it; of a list, the name of the list's field
   */
  record Node(String parent, String name, JsonNode value) {

    @Override
    public String toString() {
      return value.isObject() ? name + " " + value.path("id").asText() : name + " " + value;
    }
  }

  static List<RouteFile> all() {
    try (Stream<Path> paths = Files.list(Path.of("routes"))) {
      return paths.sorted().map(path -> new RouteFile(path, read(path))).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static JsonNode read(Path yaml) {
    try {
      return YAML.readTree(yaml.toFile());
    } catch (IOException broken) {
      throw new UncheckedIOException(yaml + " cannot be read.", broken);
    }
  }

  /** As the tests name it: without its endings. */
  String name() {
    return path.getFileName().toString().replace(".camel.yaml", "");
  }

  /** Routes, route templates and route configurations. */
  List<JsonNode> routes() {
    List<JsonNode> routes = new ArrayList<>();
    for (JsonNode entry : tree) {
      for (String kind : List.of("route", "routeTemplate", "routeConfiguration")) {
        if (entry.has(kind)) {
          routes.add(entry.path(kind));
        }
      }
    }
    return routes;
  }

  /** Everything in the file that has a name. */
  List<Node> nodes() {
    return nodes(tree);
  }

  /** What the fields of that name say, wherever they stand. */
  List<String> texts(String field) {
    return tree.findValuesAsText(field);
  }

  /** What stands in a diagram: steps, and the branches that they stand in. */
  List<Node> steps() {
    return steps(tree);
  }

  static List<Node> steps(JsonNode of) {
    return nodes(of).stream()
        .filter(
            node ->
                node.parent().equals("steps")
                    || (BRANCHES.contains(node.name()) && node.value().has("steps")))
        .toList();
  }

  private static List<Node> nodes(JsonNode of) {
    List<Node> nodes = new ArrayList<>();
    gather("", "", of, nodes);
    return nodes;
  }

  private static void gather(String parent, String name, JsonNode value, List<Node> nodes) {
    if (value.isArray()) {
      value.forEach(item -> item(parent, name, item, nodes));
    } else {
      if (!name.isEmpty()) {
        nodes.add(new Node(parent, name, value));
      }
      value.properties().forEach(f -> gather(name, f.getKey(), f.getValue(), nodes));
    }
  }

  /** A list's items go by the name of the list, except steps, which have names of their own. */
  private static void item(String parent, String list, JsonNode item, List<Node> nodes) {
    if (list.equals("steps")) {
      item.properties().forEach(f -> gather(list, f.getKey(), f.getValue(), nodes));
    } else {
      gather(parent, list, item, nodes);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
