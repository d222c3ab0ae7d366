package simtrix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import simtrix.SimtrixApplication;

/**
 * The whole server as a process of its own, so that it can be killed. It stays on one port and one
 * data folder.
 */
public final class ServerProcess implements TestServer, AutoCloseable {

  /** A server of a test lives for a minute: what takes long to compile does not pay. */
  private static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m");

  private final int port = TestServer.freePort();
  private final Path data;
  private final Path log;
  private final Path workingFolder;
  private final List<String> jvm;
  private final Map<String, Object> settings;
  private final PortalRules rules;
  private Process process;

  public ServerProcess(Map<String, Object> settings) {
    this(freshFolder(), Path.of(""), settings);
  }

  /** A server with the virtual machine's own defaults, as in production, on a folder of its own. */
  public static ServerProcess asInProduction(Map<String, Object> settings) {
    return new ServerProcess(List.of(), freshFolder(), Path.of(""), settings);
  }

  /**
   * @param data where everything that lasts is kept
   * @param workingFolder beside which the server looks for {@code config} and {@code routes}
   */
  public ServerProcess(Path data, Path workingFolder, Map<String, Object> settings) {
    this(SHORT_LIVED, data, workingFolder, settings);
  }

  private ServerProcess(
      List<String> jvm, Path data, Path workingFolder, Map<String, Object> settings) {
    this.jvm = jvm;
    this.data = data.toAbsolutePath();
    this.rules = new PortalRules(this.data, this);
    this.log = freshFolder().toAbsolutePath().resolve("server.log");
    this.workingFolder = workingFolder.toAbsolutePath();
    this.settings = settings;
    start();
  }

  private static Path freshFolder() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(Path.of("target", "storms")), "server");
    } catch (IOException noFolder) {
      throw new UncheckedIOException(noFolder);
    }
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Where everything that lasts is kept. */
  public Path data() {
    return data;
  }

  @Override
  public PortalRules rules() {
    return rules;
  }

  /** Starts it on the folder of before, and waits until it is ready. */
  public void start() {
    start(Map.of());
  }

  /**
   * @param others settings for this run alone
   */
  public void start(Map<String, Object> others) {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.putAll(others);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(SimtrixApplication.class.getName());
    command.addAll(List.of(TestServer.arguments(port, data, all)));
    try {
      process =
          new ProcessBuilder(command)
              .directory(workingFolder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
    try {
      await("the server is ready, see " + log).atMost(Duration.ofMinutes(4)).until(this::isReady);
    } catch (ConditionTimeoutException tooSlow) {
      killEverything();
      throw tooSlow;
    }
  }

  /** Bytes of live objects on the heap, after a full collection. */
  public long heapInUse() {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(process.pid()),
                  "GC.class_histogram")
              .start();
      String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String total = histogram.substring(histogram.lastIndexOf("Total"));
      return Long.parseLong(total.trim().split("\\s+")[2]);
    } catch (IOException noAnswer) {
      throw new UncheckedIOException(noAnswer);
    }
  }

  /** {@code SIGTERM}, without waiting for what becomes of it. */
  public void askToStop() {
    process.destroy();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has ended, and says with which code. */
  public int awaitEnd() {
    awaitDeath();
    return process.exitValue();
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

  /** {@code SIGSTOP}: the database is there and does not answer. */
  public void freezeDatabase() {
    signal("-STOP", process.descendants());
  }

  /** {@code SIGCONT}: it goes on where it stood. */
  public void thawDatabase() {
    signal("-CONT", process.descendants());
  }

  /** {@code SIGSTOP} of Java alone: it stands still in the middle of whatever it is doing. */
  public void freezeJava() {
    signal("-STOP", Stream.of(process.toHandle()));
  }

  /** {@code SIGCONT}: it goes on where it stood, and does not know how long that was. */
  public void thawJava() {
    signal("-CONT", Stream.of(process.toHandle()));
  }

  private static void signal(String signal, Stream<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    processes.forEach(each -> command.add(Long.toString(each.pid())));
    try {
      int ended = new ProcessBuilder(command).inheritIO().start().waitFor();
      assertThat(ended).as(String.join(" ", command)).isZero();
    } catch (IOException noKill) {
      throw new UncheckedIOException(noKill);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** What the server has written so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException noLog) {
      throw new UncheckedIOException(noLog);
    }
  }

  @Override
  public void close() {
    process.destroy();
    awaitDeath();
  }

  private void awaitDeath() {
    await().atMost(Duration.ofMinutes(2)).until(() -> !process.isAlive());
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
