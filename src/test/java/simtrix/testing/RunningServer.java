package simtrix.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import simtrix.SimtrixApplication;

/**
 * The whole server with its own MariaDB and Artemis, started once for all tests of a JVM and left
 * running until it ends: starting it is the expensive part.
 */
public final class RunningServer implements TestServer {

  private static RunningServer shared;

  private final ConfigurableApplicationContext context;
  private final URI address;
  private final PortalRules rules;

  private RunningServer(Map<String, Object> settings) {
    int port = TestServer.freePort();
    this.address = URI.create("http://127.0.0.1:" + port);
    SpringApplication application = new SpringApplication(SimtrixApplication.class);
    Path data = freshFolder();
    this.rules = new PortalRules(data, this);
    String[] arguments = TestServer.arguments(port, data, settings);
    this.context = application.run(arguments);
  }

  /** The server that all tests share. */
  public static synchronized RunningServer shared() {
    if (shared == null) {
      shared = new RunningServer(Map.of());
    }
    return shared;
  }

  /** A server of one test, for settings that the shared one does not have. */
  public static RunningServer with(Map<String, Object> settings) {
    return new RunningServer(settings);
  }

  @Override
  public URI address() {
    return address;
  }

  @Override
  public PortalRules rules() {
    return rules;
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** Lets the server's listeners hear of something. */
  public void publish(Object event) {
    context.publishEvent(event);
  }

  public void stop() {
    context.close();
  }

  private static Path freshFolder() {
    try {
      Files.createDirectories(Path.of("target"));
      return Files.createTempDirectory(Path.of("target"), "server");
    } catch (IOException noFolder) {
      throw new UncheckedIOException(noFolder);
    }
  }
}
