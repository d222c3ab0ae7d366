package simtrix.routing;

import java.time.Duration;
import org.apache.camel.spi.PropertiesFunction;
import org.springframework.core.env.Environment;

/**
 * Lets a route say {@code {{millis:simtrix.bitrix24.write-timeout}}} where a component wants plain
 * milliseconds and the configuration says {@code 30s}.
 */
class MillisFunction implements PropertiesFunction {
  private final Environment environment;

  MillisFunction(Environment environment) {
    this.environment = environment;
  }

  @Override
  public String getName() {
    return "millis";
  }

  /**
   * Reads a length of time.
   *
   * @param key of the configuration
   * @throws IllegalStateException if there is no such key
   */
  @Override
  public String apply(String key) {
    return String.valueOf(environment.getRequiredProperty(key, Duration.class).toMillis());
  }
}
