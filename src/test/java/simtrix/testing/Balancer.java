package simtrix.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before the nodes of a bigger installation: one address, each new connection to the
 * next node that takes one, and nothing sticky.
 */
public final class Balancer implements TestServer, AutoCloseable {

  private final List<URI> nodes;
  private final ServerSocket socket;
  private final AtomicInteger turn = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param port where it listens
   * @param nodes in any state
   */
  public Balancer(int port, List<URI> nodes) {
    this.nodes = nodes;
    try {
      socket = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    threads.execute(this::accept);
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Each node reads a file of its own. */
  @Override
  public PortalRules rules() {
    throw new UnsupportedOperationException("Ask a node for its rules, not the balancer.");
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    Optional<Socket> node = nextNode();
    node.ifPresentOrElse(
        found -> {
          threads.execute(() -> pump(client, found));
          pump(found, client);
        },
        () -> close(client));
  }

  private Optional<Socket> nextNode() {
    for (int i = 0; i < nodes.size(); i++) {
      URI node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
      try {
        Socket connection = new Socket();
        connection.connect(new InetSocketAddress(node.getHost(), node.getPort()), 1_000);
        return Optional.of(connection);
      } catch (IOException down) {
        // The next one may be there.
      }
    }
    return Optional.empty();
  }

  /** What one side says goes to the other, until one of them is gone. */
  private static void pump(Socket from, Socket to) {
    try {
      InputStream said = from.getInputStream();
      said.transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // The other side learns it below.
    }
    close(from);
    close(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      throw new UncheckedIOException(closedAlready);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closedAlready) {
      throw new UncheckedIOException(closedAlready);
    }
    threads.shutdownNow();
  }
}
