package simtrix.routing.check;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One entry of a route file: a route, a template, a configuration, or the routes of a contract.
 *
 * @param text what stands there; entries that say the same word for word do the same
 * @param configurations ids of the route configurations that it follows
 */
public record RouteEntry(
    String file, Kind kind, String id, String text, Set<String> configurations) {

  /** What an entry can be, under the name that it has in YAML. */
  public enum Kind {
    ROUTE("route"),
    REST("rest"),
    TEMPLATE("routeTemplate"),
    CONFIGURATION("routeConfiguration");

    private final String yaml;

    Kind(String yaml) {
      this.yaml = yaml;
    }

    static Optional<Kind> of(String yaml) {
      for (Kind kind : values()) {
        if (kind.yaml.equals(yaml)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }

    /** Whether Camel runs it, and not only what is made of it. */
    public boolean isRoute() {
      return this == ROUTE || this == REST;
    }
  }

  static Optional<RouteEntry> of(RouteNode node, RouteText source) {
    Optional<Kind> kind = Kind.of(node.name()).filter(found -> node.path().isEmpty());
    Optional<String> id =
        kind.filter(Kind.REST::equals).isPresent()
            ? node.field("openApi").flatMap(contract -> contract.text("routeId"))
            : node.text("id");
    return kind.flatMap(
        found ->
            id.map(
                name ->
                    new RouteEntry(
                        source.file(), found, name, source.between(node), configurations(node))));
  }

  private static Set<String> configurations(RouteNode entry) {
    return RouteNode.of(entry.file(), entry.value()).stream()
        .filter(node -> node.name().equals("routeConfigurationId"))
        .flatMap(node -> node.text().stream())
        .collect(Collectors.toSet());
  }
}
