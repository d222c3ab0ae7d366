package simtrix.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Two stand-alone Artemis brokers that share a store, with the files that an operator is given:
 * {@code config/broker.xml} and {@code config/artemis}. The build unpacks Artemis from its Maven
 * package.
 */
public final class ArtemisPair implements AutoCloseable {

  private static final Path PACKAGE = Path.of("target", "artemis");
  private static final String USER = "simtrix";
  private static final String PASSWORD = "secret";

  /** One of the two. */
  private final class Broker {
    private final Path instance = Commands.freshFolder("artemis").toAbsolutePath();
    private final String role;
    private final int port = TestServer.freePort();
    private Process process;

    private Broker(String role) {
      this.role = role;
    }

    private void create(Broker other) {
      Commands.run(
          script(),
          "create",
          "--java-memory=512M",
          "--user=" + USER,
          "--password=" + PASSWORD,
          "--role=amq",
          "--require-login",
          "--no-web",
          "--no-autotune",
          "--silent",
          instance.toString());
      try {
        Path etc = instance.resolve("etc");
        Files.writeString(
            etc.resolve("broker.xml"),
            Files.readString(Path.of("config", "broker.xml"))
                .replace("0.0.0.0:61616", "127.0.0.1:" + port));
        Properties pair = new Properties();
        Path file = Path.of("config", "artemis", role + ".properties");
        try (var text = Files.newBufferedReader(file)) {
          pair.load(text);
        }
        for (String folder : List.of("journal", "bindings", "paging", "largeMessages")) {
          pair.setProperty(folder + "Directory", store.resolve(folder).toString());
        }
        place(pair, "self", port);
        place(pair, "other", other.port);
        try (var text = Files.newBufferedWriter(etc.resolve(file.getFileName()))) {
          pair.store(text, null);
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    private static void place(Properties pair, String connector, int port) {
      pair.setProperty("connectorConfigurations." + connector + ".params.host", "127.0.0.1");
      pair.setProperty("connectorConfigurations." + connector + ".params.port", "" + port);
    }

    private void run() {
      process =
          Commands.start(
              instance.resolve("broker.log"),
              instance.resolve("bin").resolve("artemis").toString(),
              "run",
              "--properties",
              instance.resolve("etc").resolve(role + ".properties").toString());
    }

    private boolean isActive() {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return true;
      } catch (IOException notActive) {
        return false;
      }
    }
  }

  private final Path store = Commands.freshFolder("artemis-store").toAbsolutePath();
  private final Broker primary = new Broker("primary");
  private final Broker backup = new Broker("backup");

  private ArtemisPair() {
    Stream.of(primary, backup)
        .parallel()
        .forEach(broker -> broker.create(broker == primary ? backup : primary));
    primary.run();
    awaitActive(primary);
    backup.run();
  }

  public static ArtemisPair start() {
    return new ArtemisPair();
  }

  /** What a server has to be told to use it (docs/operations.md). */
  public Map<String, Object> settings() {
    return Map.of(
        "spring.artemis.mode",
        "native",
        "spring.artemis.broker-url",
        "(tcp://127.0.0.1:%d,tcp://127.0.0.1:%d)?ha=true&connectionTTL=15000&clientFailureCheckPeriod=5000"
            .formatted(primary.port, backup.port),
        "spring.artemis.user",
        USER,
        "spring.artemis.password",
        PASSWORD);
  }

  /** {@code kill -9} of the primary. */
  public void killPrimary() {
    primary.process.destroyForcibly().onExit().join();
  }

  /** Waits until the backup has taken over. */
  public void awaitBackup() {
    awaitActive(backup);
  }

  /** The primary is there again, and takes over again. */
  public void startPrimary() {
    primary.run();
    awaitActive(primary);
  }

  private static void awaitActive(Broker broker) {
    await("the broker is active, see " + broker.instance)
        .atMost(Duration.ofMinutes(2))
        .until(broker::isActive);
  }

  private static String script() {
    try (Stream<Path> versions = Files.list(PACKAGE)) {
      return versions
          .map(version -> version.resolve("bin").resolve("artemis").toAbsolutePath().toString())
          .findFirst()
          .orElseThrow();
    } catch (IOException notUnpacked) {
      throw new UncheckedIOException(
          "There is no Artemis in " + PACKAGE + ": mvn pre-integration-test puts it there.",
          notUnpacked);
    }
  }

  @Override
  public void close() {
    Stream.of(primary, backup).forEach(broker -> broker.process.destroyForcibly().onExit().join());
  }
}
