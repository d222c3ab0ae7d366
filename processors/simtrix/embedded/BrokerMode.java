package simtrix.embedded;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Switches the embedded broker off when {@code spring.artemis.mode} names an external one. Spring
 * Boot would run both, the embedded one without anybody to talk to.
 */
public class BrokerMode implements EnvironmentPostProcessor {

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    boolean embedded = "embedded".equalsIgnoreCase(environment.getProperty("spring.artemis.mode"));
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "brokerMode", Map.of("spring.artemis.embedded.enabled", embedded)));
  }
}
