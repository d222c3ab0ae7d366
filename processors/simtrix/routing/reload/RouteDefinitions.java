package simtrix.routing.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import simtrix.routing.check.RouteEntry;
import simtrix.routing.check.RouteText;

/** What Camel understands of route files, by id; nothing of it runs yet. */
class RouteDefinitions {

  private final CamelContext camel;
  private final List<RouteConfigurationBuilder> builders = new ArrayList<>();
  private final Map<String, RouteDefinition> routes = new HashMap<>();
  private final Map<String, RouteTemplateDefinition> templates = new HashMap<>();
  private final Map<String, RouteConfigurationDefinition> configurations = new HashMap<>();

  private RouteDefinitions(CamelContext camel) {
    this.camel = camel;
  }

  /** Reads the configurations in those of the files in which these entries stand. */
  static RouteDefinitions of(
      Collection<RouteEntry> entries, Collection<RouteText> files, CamelContext camel)
      throws Exception {
    Set<String> wanted = entries.stream().map(RouteEntry::file).collect(Collectors.toSet());
    RouteDefinitions definitions = new RouteDefinitions(camel);
    for (RouteText file : files) {
      if (wanted.contains(file.file())) {
        definitions.read(file);
      }
    }
    return definitions;
  }

  private void read(RouteText file) throws Exception {
    Resource resource = ResourceHelper.fromString(file.file(), file.text());
    for (RoutesBuilder found : PluginHelper.getRoutesLoader(camel).findRoutesBuilders(resource)) {
      if (found instanceof RouteConfigurationBuilder builder) {
        builders.add(builder);
        builder.setCamelContext(camel);
        builder.configuration();
        builder
            .getRouteConfigurationCollection()
            .getRouteConfigurations()
            .forEach(made -> configurations.put(made.getId(), made));
      }
    }
  }

  /** Reads the rest, which follows the configurations that Camel has at this moment. */
  void readRoutes() throws Exception {
    for (RouteConfigurationBuilder builder : builders) {
      builder.configureRoutes(camel);
      builder
          .getRouteTemplateCollection()
          .getRouteTemplates()
          .forEach(made -> templates.put(made.getId(), made));
      builder.getRouteCollection().getRoutes().forEach(made -> routes.put(made.getId(), made));
      builder.getRestCollection().getRests().stream()
          .flatMap(rest -> rest.asRouteDefinition(camel).stream())
          .forEach(made -> routes.put(made.getId(), made));
    }
  }

  RouteTemplateDefinition template(String id) {
    return templates.get(id);
  }

  RouteConfigurationDefinition configuration(String id) {
    return configurations.get(id);
  }

  /** Whether the file leaves it to the server to start the route. */
  boolean startsItself(String id) {
    return !"false".equals(routes.get(id).getAutoStartup());
  }

  /** The route as it can be added under another id; it waits to be started. */
  RouteDefinition route(String id, String as) {
    RouteDefinition route = routes.get(id);
    route.setId(as);
    route.setAutoStartup("false");
    RoutesDefinition all = new RoutesDefinition();
    all.setCamelContext(camel);
    all.prepareRoute(route);
    return route;
  }
}
