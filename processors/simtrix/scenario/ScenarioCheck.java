package simtrix.scenario;

import java.nio.file.Path;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import simtrix.settings.StartRefusedException;

/**
 * Reads the file once before any bean exists, so that one with mistakes stops the server at once
 * and not after the database has started.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public class ScenarioCheck
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    String file = context.getEnvironment().getProperty("simtrix.scenarios", "");
    if (!file.isBlank()) {
      try {
        new ScenarioSource(Path.of(file)).read(new ScenarioReader());
      } catch (BrokenScenariosException broken) {
        throw new StartRefusedException(broken.getMessage(), broken);
      }
    }
  }
}
