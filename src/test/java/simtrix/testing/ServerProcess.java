package simtrix.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import simtrix.SimtrixApplication;

/**
 * The whole server as a process of its own, so that it can be killed. It stays on one port and one
 * data folder.
 */
public final class ServerProcess implements TestServer, AutoCloseable {

  private final int port = TestServer.freePort();
  private final Path data;
  private final Map<String, Object> settings;
  private Process process;

  public ServerProcess(Map<String, Object> settings) {
    this.settings = settings;
    try {
      this.data =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "storms")), "server");
    } catch (IOException noFolder) {
      throw new UncheckedIOException(noFolder);
    }
    start();
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts it on the folder of before, and waits until it is ready. */
  public void start() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(SimtrixApplication.class.getName());
    command.addAll(List.of(TestServer.arguments(port, data, settings)));
    Path log = data.resolveSibling(data.getFileName() + ".log");
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
    await("the server is ready, see " + log).atMost(Duration.ofMinutes(2)).until(this::isReady);
  }

  /** {@code kill -9} of Java alone: the database stays behind as an orphan. */
  public void killJava() {
    process.destroyForcibly();
    awaitDeath();
  }

  /** {@code kill -9} of Java and of the database. */
  public void killEverything() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    awaitDeath();
  }

  /** {@code kill -9} of the database alone. */
  public void killDatabase() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    process.destroy();
    awaitDeath();
  }

  private void awaitDeath() {
    await().atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive());
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The server has ended with " + process.exitValue() + ".");
    }
    try {
      return new Http(address(), "").send("GET", "/actuator/health", null).body().contains("UP");
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }
}
