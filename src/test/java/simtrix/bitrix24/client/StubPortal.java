package simtrix.bitrix24.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An HTTP server that answers as the test says and remembers what it was asked. */
public final class StubPortal implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ObjectMapper json = new ObjectMapper();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Request, Reply> script = request -> Reply.ok("{\"result\":true}");

  /**
   * What came in.
   *
   * @param body {@code MissingNode} for a request without one
   */
  public record Request(
      String method, URI uri, JsonNode body, Map<String, List<String>> headers, long nanos) {
    public String path() {
      return uri.getPath();
    }

    public boolean isBatch() {
      return path().endsWith("/batch");
    }
  }

  /** What goes out. */
  public record Reply(int status, String type, String body, Map<String, String> headers) {
    public static Reply ok(String body) {
      return json(200, body);
    }

    public static Reply json(int status, String body) {
      return new Reply(status, "application/json; charset=utf-8", body, Map.of());
    }
  }

  public StubPortal() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public void answers(Function<Request, Reply> answer) {
    script = answer;
  }

  public List<Request> requests() {
    return requests;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/rest/");
  }

  /** A batch in which every command succeeds with its own line as the result. */
  public static Reply echo(Request request) {
    if (!request.isBatch()) {
      return Reply.ok("{\"result\":\"" + request.path() + "\"}");
    }
    StringBuilder results = new StringBuilder();
    request
        .body()
        .path("cmd")
        .properties()
        .forEach(
            command ->
                results
                    .append(results.isEmpty() ? "" : ",")
                    .append('"')
                    .append(command.getKey())
                    .append("\":\"")
                    .append(command.getValue().asText())
                    .append('"'));
    return Reply.ok(
        "{\"result\":{\"result\":{"
            + results
            + "},\"result_error\":[],\"result_total\":[],\"result_next\":[],\"result_time\":[]}}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            json.readTree(body),
            Map.copyOf(exchange.getRequestHeaders()),
            System.nanoTime());
    requests.add(request);
    Reply reply = script.apply(request);
    if (reply == null) {
      exchange.close();
      return;
    }
    byte[] out = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), out.length == 0 ? -1 : out.length);
    exchange.getResponseBody().write(out);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
