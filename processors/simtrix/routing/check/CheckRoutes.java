package simtrix.routing.check;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * {@code bin/check-routes}: says without a server whether one would take the files of a folder.
 * Ends with 0 if so, with 1 if not, with 2 when it was called wrongly.
 */
public final class CheckRoutes {

  /** How a file has to be called to be read. */
  public static final String ENDING = ".camel.yaml";

  private CheckRoutes() {}

  public static void main(String[] arguments) throws IOException {
    System.exit(run(Path.of(arguments.length == 0 ? "routes" : arguments[0]), System.out));
  }

  static int run(Path folder, PrintStream out) throws IOException {
    if (!Files.isDirectory(folder)) {
      out.printf("%s is no folder: name the folder of the route files.%n", folder);
      return 2;
    }
    List<RouteText> files = read(folder);
    List<RouteFault> faults = new RouteCheck(new JarParts(environment(folder))).check(files);
    faults.forEach(fault -> out.println(folder.resolve(fault.toString())));
    if (faults.isEmpty()) {
      long routes = files.stream().mapToLong(file -> file.routes().size()).sum();
      out.printf("%d routes in %d files: nothing is wrong.%n", routes, files.size());
    }
    return faults.isEmpty() ? 0 : 1;
  }

  /** The route files of a folder, by name. */
  public static List<RouteText> read(Path folder) throws IOException {
    List<RouteText> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.filter(file -> file.toString().endsWith(ENDING)).sorted().toList()) {
        files.add(new RouteText(path.getFileName().toString(), Files.readString(path)));
      }
    }
    return files;
  }

  static StandardEnvironment environment(Path folder) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    Path config = folder.toAbsolutePath().resolveSibling("config").resolve("application.yaml");
    add(environment.getPropertySources(), new FileSystemResource(config));
    add(environment.getPropertySources(), new ClassPathResource("application.yaml"));
    return environment;
  }

  private static void add(MutablePropertySources sources, Resource yaml) throws IOException {
    if (yaml.exists()) {
      for (PropertySource<?> source :
          new YamlPropertySourceLoader().load(yaml.getDescription(), yaml)) {
        sources.addLast(source);
      }
    }
  }
}
