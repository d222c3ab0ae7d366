package simtrix.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OpenTelemetry collector that keeps what it is sent, byte by byte. */
public final class SpanCollector implements AutoCloseable {

  private static final int OK = 200;

  private final HttpServer server;
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

  private SpanCollector(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static SpanCollector start() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      SpanCollector collector = new SpanCollector(http);
      http.createContext("/v1/traces", collector::take);
      http.start();
      return collector;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:%d/v1/traces".formatted(server.getAddress().getPort()));
  }

  /** All spans that have come so far. */
  public List<Span> spans() {
    return bodies.stream()
        .map(SpanCollector::read)
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** Everything that came, as text: for what must not be anywhere in it. */
  public String bytes() {
    StringBuilder all = new StringBuilder();
    bodies.forEach(body -> all.append(new String(body, StandardCharsets.ISO_8859_1)));
    return all.toString();
  }

  /** A span's attributes by name. */
  public static Map<String, String> attributes(Span span) {
    Map<String, String> attributes = new TreeMap<>();
    for (KeyValue pair : span.getAttributesList()) {
      attributes.put(pair.getKey(), pair.getValue().getStringValue());
    }
    return attributes;
  }

  /** The span around another. */
  public static Optional<Span> parent(List<Span> spans, Span child) {
    return spans.stream()
        .filter(span -> span.getTraceId().equals(child.getTraceId()))
        .filter(span -> span.getSpanId().equals(child.getParentSpanId()))
        .findFirst();
  }

  private void take(HttpExchange exchange) throws IOException {
    bodies.add(exchange.getRequestBody().readAllBytes());
    exchange.sendResponseHeaders(OK, -1);
    exchange.close();
  }

  private static ExportTraceServiceRequest read(byte[] body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
