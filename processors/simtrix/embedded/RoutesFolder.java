package simtrix.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Tells Camel where the routes are: in {@code routes/} beside the working directory, or else in the
 * copy inside the jar (DESIGN 2). What an operator configures wins.
 */
public class RoutesFolder implements EnvironmentPostProcessor {
  private static final String FILES = "*.camel.yaml";
  private final Path folder;

  public RoutesFolder() {
    this(Path.of("routes"));
  }

  RoutesFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment.getPropertySources().addLast(new MapPropertySource("routesFolder", routes()));
  }

  private Map<String, Object> routes() {
    if (!Files.isDirectory(folder)) {
      return Map.of("camel.main.routes-include-pattern", "classpath:routes/" + FILES);
    }
    return Map.of("camel.main.routes-include-pattern", "file:" + folder + "/" + FILES);
  }
}
