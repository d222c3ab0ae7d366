package simtrix.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import simtrix.SimtrixApplication;

/**
 * The whole server with its own MariaDB and Artemis, started once for all tests of a JVM and left
 * running until it ends: starting it is the expensive part.
 */
public final class RunningServer {

  public static final String CLIENT_ID = "local.test.app";
  public static final String CLIENT_SECRET = "client-secret-of-the-test";

  private static final String PASSWORD = "password-of-the-test";

  private static RunningServer shared;

  private final ConfigurableApplicationContext context;
  private final URI address;

  private RunningServer(Map<String, Object> settings) {
    int port = freePort();
    this.address = URI.create("http://127.0.0.1:" + port);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("server.port", port);
    all.put("simtrix.data", freshFolder().toString());
    all.put("simtrix.admin-password", PASSWORD);
    all.put("simtrix.public-url", address.toString());
    all.put("simtrix.retry-delays", "1s,1s,1s,2s,2s");
    all.put("simtrix.bitrix24.client-id", CLIENT_ID);
    all.put("simtrix.bitrix24.client-secret", CLIENT_SECRET);
    all.put("simtrix.bitrix24.allowed-portals", "127.0.0.1");
    all.put("simtrix.bitrix24.http-allowed", "true");
    all.putAll(settings);
    SpringApplication application = new SpringApplication(SimtrixApplication.class);
    String[] arguments =
        all.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
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

  public URI address() {
    return address;
  }

  public URI installAddress() {
    return address.resolve("/bitrix24/install");
  }

  public Support support() {
    return new Support(address, "admin", PASSWORD);
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public void stop() {
    context.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
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
