package simtrix.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plain HTTP client for the sandbox's own tests; it follows no redirects and repeats nothing. */
final class Probe {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String endpoint;
  private final String token;

  private Probe(String endpoint, String token) {
    this.endpoint = endpoint;
    this.token = token;
  }

  static Probe application(Sandbox sandbox) {
    return new Probe(sandbox.clientEndpoint(), sandbox.newTokens().accessToken());
  }

  static Probe webhook(Sandbox sandbox) {
    return new Probe(sandbox.webhookUrl(), "");
  }

  static Probe withToken(Sandbox sandbox, String token) {
    return new Probe(sandbox.clientEndpoint(), token);
  }

  /** An answer: HTTP status, raw text, and its JSON (missing when it is none). */
  record Response(int status, String text, HttpResponse<String> raw) {
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new IllegalStateException("No JSON: " + text, e);
      }
    }

    JsonNode result() {
      return json().path("result");
    }

    String error() {
      return json().path("error").asText("(none)");
    }

    String description() {
      return json().path("error_description").asText();
    }
  }

  Response call(String method, Map<String, ?> params) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>(params);
    if (!token.isEmpty()) {
      body.put("auth", token);
    }
    return send(
        HttpRequest.newBuilder(URI.create(endpoint + method))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  Response call(String method) throws IOException {
    return call(method, Map.of());
  }

  Response form(String method, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(endpoint + method))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body + "&auth=" + token)));
  }

  Response get(String methodAndQuery) throws IOException {
    String separator = methodAndQuery.contains("?") ? "&" : "?";
    return send(
        HttpRequest.newBuilder(
            URI.create(endpoint + methodAndQuery + separator + "auth=" + token)));
  }

  Response batch(Object commands) throws IOException {
    return call("batch", Map.of("halt", 0, "cmd", commands));
  }

  Response send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          http.send(
              request.timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.ofString());
      return new Response(response.statusCode(), response.body(), response);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
