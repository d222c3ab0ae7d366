package simtrix.routes;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;

/** The beans that the server has for its routes, without making any. */
final class Beans {

  private Beans() {}

  /** The classes of all components by the names under which a route finds them. */
  static Map<String, Class<?>> byName() {
    Map<String, Class<?>> beans = new TreeMap<>();
    SimpleBeanDefinitionRegistry none = new SimpleBeanDefinitionRegistry();
    for (BeanDefinition bean :
        new ClassPathScanningCandidateComponentProvider(true).findCandidateComponents("simtrix")) {
      beans.put(
          AnnotationBeanNameGenerator.INSTANCE.generateBeanName(bean, none),
          ClassUtils.resolveClassName(bean.getBeanClassName(), Beans.class.getClassLoader()));
    }
    return beans;
  }
}
