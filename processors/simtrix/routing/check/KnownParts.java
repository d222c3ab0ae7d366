package simtrix.routing.check;

import java.util.Optional;
import java.util.Set;

/** What the server has for its routes. */
public interface KnownParts {

  /** The class of the bean that a route finds under this name. */
  Optional<Class<?>> bean(String name);

  /** Whether there is such a key in the configuration. */
  boolean hasProperty(String key);

  /** Ids of the routes and templates that the server itself calls. */
  Set<String> calledRoutes();
}
