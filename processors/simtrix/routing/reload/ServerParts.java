package simtrix.routing.reload;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import simtrix.routing.CallsRoutes;
import simtrix.routing.check.KnownParts;

/** What this server, as it runs, has for its routes. */
@Component
class ServerParts implements KnownParts {

  private final ApplicationContext beans;
  private final Environment environment;

  ServerParts(ApplicationContext beans, Environment environment) {
    this.beans = beans;
    this.environment = environment;
  }

  @Override
  public Optional<Class<?>> bean(String name) {
    return beans.containsBean(name)
        ? Optional.ofNullable(beans.getType(name)).map(ClassUtils::getUserClass)
        : Optional.empty();
  }

  @Override
  public boolean hasProperty(String key) {
    return environment.containsProperty(key);
  }

  @Override
  public Set<String> calledRoutes() {
    return beans.getBeansWithAnnotation(CallsRoutes.class).keySet().stream()
        .flatMap(name -> Stream.of(beans.findAnnotationOnBean(name, CallsRoutes.class).value()))
        .collect(Collectors.toSet());
  }
}
