package simtrix.demo;

import java.io.IOException;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Keeps what the tests define beside the demo out of it. Their classes stand on the same class path
 * and in the packages that the server scans.
 */
final class NothingOfTheTests extends TypeExcludeFilter
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final String TEST_CLASSES =
      NothingOfTheTests.class.getProtectionDomain().getCodeSource().getLocation().toString();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    context.getBeanFactory().registerSingleton(NothingOfTheTests.class.getName(), this);
  }

  @Override
  public boolean match(MetadataReader type, MetadataReaderFactory others) throws IOException {
    return type.getResource().getURL().toString().startsWith(TEST_CLASSES)
        && !type.getClassMetadata()
            .getClassName()
            .startsWith(NothingOfTheTests.class.getPackageName() + ".");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NothingOfTheTests;
  }

  @Override
  public int hashCode() {
    return TEST_CLASSES.hashCode();
  }
}
