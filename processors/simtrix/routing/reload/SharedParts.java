package simtrix.routing.reload;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import simtrix.routing.check.RouteEntry;
import simtrix.routing.check.RouteEntry.Kind;

/** The templates and configurations that Camel makes routes of from now on. */
class SharedParts {

  private final Model model;

  SharedParts(Model model) {
    this.model = model;
  }

  void exchange(RouteChanges changes, RouteDefinitions now) throws Exception {
    for (RouteEntry entry : changes.removed(Kind.CONFIGURATION::equals)) {
      removeConfiguration(entry.id());
    }
    for (RouteEntry entry : changes.changed(Kind.CONFIGURATION::equals)) {
      removeConfiguration(entry.id());
      model.addRouteConfiguration(now.configuration(entry.id()));
    }
    now.readRoutes();
    for (RouteEntry entry : changes.removed(Kind.TEMPLATE::equals)) {
      removeTemplate(entry.id());
    }
    for (RouteEntry entry : changes.changed(Kind.TEMPLATE::equals)) {
      removeTemplate(entry.id());
      model.addRouteTemplateDefinition(now.template(entry.id()));
    }
  }

  private void removeConfiguration(String id) throws Exception {
    Optional<RouteConfigurationDefinition> found =
        model.getRouteConfigurationDefinitions().stream().filter(named(id)).findFirst();
    if (found.isPresent()) {
      model.removeRouteConfiguration(found.get());
    }
  }

  private static Predicate<RouteConfigurationDefinition> named(String id) {
    return configuration -> id.equals(configuration.getId());
  }

  private void removeTemplate(String id) throws Exception {
    RouteTemplateDefinition found = model.getRouteTemplateDefinition(id);
    if (found != null) {
      model.removeRouteTemplateDefinition(found);
    }
  }
}
