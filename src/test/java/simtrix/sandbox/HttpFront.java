package simtrix.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One loopback address of the sandbox: reads requests, waits, and answers or cuts the connection.
 */
final class HttpFront implements AutoCloseable {
  static {
    // Without it the JDK's server waits for delayed ACKs, about 40 ms on every kept-alive answer.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "sandbox-http");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpServer server;
  private final URI address;
  private final Supplier<Addresses> addresses;
  private final RestEndpoint rest;
  private final OAuthEndpoint oauth;

  private HttpFront(
      HttpServer server, Supplier<Addresses> addresses, RestEndpoint rest, OAuthEndpoint oauth) {
    this.server = server;
    this.address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    this.addresses = addresses;
    this.rest = rest;
    this.oauth = oauth;
  }

  /** Binds a port (0 for any free one) and does not answer yet. */
  static HttpServer bind(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException("Port " + port + " of the sandbox could not be opened", e);
    }
  }

  static HttpFront start(
      HttpServer server, Supplier<Addresses> addresses, RestEndpoint rest, OAuthEndpoint oauth) {
    HttpFront front = new HttpFront(server, addresses, rest, oauth);
    server.setExecutor(front.threads);
    server.createContext("/", front::handle);
    server.start();
    return front;
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Incoming incoming = Incoming.read(exchange);
      Reply reply = reply(incoming);
      if (keepSilent(reply.delay()) && reply.status() != 0) {
        send(exchange, reply);
      }
    }
  }

  private Reply reply(Incoming incoming) {
    if (incoming.path().equals("/oauth/token")) {
      return oauth.answer(incoming);
    }
    if (!incoming.path().startsWith("/rest")) {
      return Reply.json(404, "Not found");
    }
    URI portal = addresses.get().portal();
    if (!portal.equals(address)) {
      return Reply.moved(RestEndpoint.sameAt(portal, incoming));
    }
    return rest.answer(incoming);
  }

  private boolean keepSilent(Duration delay) {
    try {
      return delay.isZero() || !closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.contentType());
    reply.location().ifPresent(to -> exchange.getResponseHeaders().set("Location", to.toString()));
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    if (reply.body().length > 0) {
      exchange.getResponseBody().write(reply.body());
    }
  }
}
