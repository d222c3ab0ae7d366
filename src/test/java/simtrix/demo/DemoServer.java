package simtrix.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.IntSupplier;

/** The server as the demo reaches it: over HTTP, like everybody else. */
final class DemoServer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final IntSupplier port;

  /**
   * @param port known once the server listens
   */
  DemoServer(IntSupplier port) {
    this.port = port;
  }

  /**
   * @param path with a slash in front
   */
  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port.getAsInt() + path);
  }

  /**
   * @throws IllegalStateException when the answer is not a success
   */
  JsonNode get(String path, String authorization) {
    return send(HttpRequest.newBuilder(at(path)).header("Authorization", authorization));
  }

  /**
   * @throws IllegalStateException when the answer is not a success
   */
  JsonNode post(String path, String authorization, Map<String, ?> body) {
    String json = JSON.valueToTree(body).toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return send(request);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(
            "The server refused %s with %d: %s"
                .formatted(answer.uri(), answer.statusCode(), answer.body()));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException("The server did not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The demo was stopped while it started.", e);
    }
  }
}
