package simtrix.storm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import simtrix.testing.ArtemisPair;
import simtrix.testing.Balancer;
import simtrix.testing.DatabaseProcess;
import simtrix.testing.InstalledPortal;
import simtrix.testing.ServerProcess;
import simtrix.testing.TestServer;

/**
 * Two servers on one MariaDB and one pair of Artemis brokers, behind a balancer (DESIGN 11).
 * Started once, both servers at the same time and on an empty database; they are killed and started
 * again by the tests that share them.
 */
final class Nodes {

  static final String SECRET_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private static Nodes shared;

  final DatabaseProcess database = DatabaseProcess.start();
  final ArtemisPair brokers = ArtemisPair.start();
  final Balancer balancer;
  final ServerProcess first;
  final ServerProcess second;

  private Nodes() {
    int port = TestServer.freePort();
    Map<String, Object> settings = new LinkedHashMap<>(StormServer.SETTINGS);
    settings.putAll(database.settings());
    settings.putAll(brokers.settings());
    settings.put("simtrix.secret-key", SECRET_KEY);
    // Longer than a node stands still before the broker gives its messages to the other.
    settings.put("simtrix.bitrix24.write-timeout", "60s");
    settings.put("simtrix.public-url", "http://127.0.0.1:" + port);
    List<ServerProcess> nodes =
        Stream.of(settings, settings).parallel().map(ServerProcess::new).toList();
    first = nodes.get(0);
    second = nodes.get(1);
    balancer = new Balancer(port, List.of(first.address(), second.address()));
  }

  static synchronized Nodes shared() {
    if (shared == null) {
      Nodes nodes = new Nodes();
      Runtime.getRuntime().addShutdownHook(new Thread(nodes::close));
      shared = nodes;
    }
    return shared;
  }

  List<ServerProcess> both() {
    return List.of(first, second);
  }

  /**
   * Waits until both take calls of a portal from its queue: the one that did not install it, too.
   */
  void awaitWriters(InstalledPortal portal) {
    String started = "Route portal-writes-%d runs".formatted(portal.id);
    both().forEach(node -> Storm.patience().until(() -> node.log().contains(started)));
  }

  /** Database and brokers end with the virtual machine. */
  private void close() {
    balancer.close();
    both().forEach(ServerProcess::killJava);
  }
}
