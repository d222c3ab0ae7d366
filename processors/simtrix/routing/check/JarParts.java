package simtrix.routing.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;
import simtrix.routing.CallsRoutes;

/** What the server would have, found out without starting anything. */
class JarParts implements KnownParts {

  private final Map<String, Class<?>> beans = new HashMap<>();
  private final Environment environment;

  JarParts(Environment environment) {
    this.environment = environment;
    SimpleBeanDefinitionRegistry none = new SimpleBeanDefinitionRegistry();
    for (BeanDefinition bean :
        new ClassPathScanningCandidateComponentProvider(true).findCandidateComponents("simtrix")) {
      beans.put(
          AnnotationBeanNameGenerator.INSTANCE.generateBeanName(bean, none),
          classOf(bean.getBeanClassName()));
      if (bean instanceof AnnotatedBeanDefinition annotated) {
        annotated.getMetadata().getAnnotatedMethods(Bean.class.getName()).forEach(this::addMade);
      }
    }
  }

  private void addMade(MethodMetadata method) {
    beans.put(method.getMethodName(), classOf(method.getReturnTypeName()));
  }

  private static Class<?> classOf(String name) {
    return ClassUtils.resolveClassName(name, JarParts.class.getClassLoader());
  }

  @Override
  public Optional<Class<?>> bean(String name) {
    return Optional.ofNullable(beans.get(name));
  }

  @Override
  public boolean hasProperty(String key) {
    return environment.containsProperty(key);
  }

  @Override
  public Set<String> calledRoutes() {
    return beans.values().stream()
        .flatMap(type -> Optional.ofNullable(type.getAnnotation(CallsRoutes.class)).stream())
        .flatMap(calls -> Stream.of(calls.value()))
        .collect(Collectors.toSet());
  }
}
