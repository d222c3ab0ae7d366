package simtrix.storm;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.slf4j.LoggerFactory;
import simtrix.testing.TestServer;

/**
 * A stand-alone Artemis with our broker file, as a process of its own, so that it can be killed.
 */
final class BrokerProcess implements AutoCloseable {

  static final String USER = "simtrix";
  static final String PASSWORD = "secret";

  private final int port = TestServer.freePort();
  private final Path folder;
  private Process process;

  BrokerProcess() {
    try {
      folder =
          Files.createTempDirectory(Files.createDirectories(Path.of("target", "storms")), "broker");
    } catch (IOException noFolder) {
      throw new UncheckedIOException(noFolder);
    }
    start();
  }

  String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /** Starts it on the journal of before; it takes a second or two until it answers. */
  void start() {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty(
                      "surefire.test.class.path", System.getProperty("java.class.path")),
                  BrokerProcess.class.getName(),
                  folder.toAbsolutePath().toString(),
                  Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(folder.resolve("broker.log").toFile()))
              .start();
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  /** Runs in the other process. */
  public static void main(String[] arguments) throws Exception {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    Path folder = Path.of(arguments[0]);
    FileConfiguration file = new FileConfiguration();
    FileDeploymentManager deployment =
        new FileDeploymentManager(Path.of("config/broker.xml").toUri().toString());
    deployment.addDeployable(file);
    deployment.readConfiguration();
    file.setJournalDirectory(folder.resolve("journal").toString());
    file.setBindingsDirectory(folder.resolve("bindings").toString());
    file.setPagingDirectory(folder.resolve("paging").toString());
    file.setLargeMessagesDirectory(folder.resolve("large").toString());
    file.setAcceptorConfigurations(
        new HashSet<>(
            List.of(
                new TransportConfiguration(
                    NettyAcceptorFactory.class.getName(),
                    Map.of("host", "127.0.0.1", "port", arguments[1], "protocols", "CORE")))));
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser(USER, PASSWORD);
    users.addRole(USER, "amq");
    new EmbeddedActiveMQ()
        .setConfiguration(file)
        .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users))
        .start();
  }
}
