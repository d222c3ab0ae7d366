package simtrix.routing.check;

import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** What the running server has. */
@Component
class ServerParts implements KnownParts {

  private final ListableBeanFactory beans;
  private final Environment environment;

  ServerParts(ListableBeanFactory beans, Environment environment) {
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
}
