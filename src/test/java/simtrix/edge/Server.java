package simtrix.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server under test as its clients see it. */
@TestComponent
public class Server {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Environment environment;
  private final JdbcClient database;

  Server(Environment environment, JdbcClient database) {
    this.environment = environment;
    this.database = database;
  }

  /** An answer, its body as JSON where there is one. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError("No JSON: " + response.body(), e);
      }
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(
          client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public Answer putJson(String token, String path, String body) {
    return send(
        to(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  public Answer postJson(String path, String body) {
    return send(
        to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
  }

  public Answer asAdmin(HttpRequest.Builder request) {
    return send(request.header("Authorization", basic("admin", "right horse")));
  }

  public Answer postAsAdmin(String path, String body) {
    return asAdmin(
        to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
  }

  public static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** A portal in the database. */
  public long portal() {
    String member = UUID.randomUUID().toString();
    database
        .sql(
            """
            INSERT INTO portal (member_id, host, mode, status, client_endpoint, installed_at, updated_at)
            VALUES (?, 'portal.example', 'OAUTH', 'ACTIVE', 'https://portal.example/rest/', NOW(3), NOW(3))
            """)
        .param(member)
        .update();
    return database
        .sql("SELECT id FROM portal WHERE member_id = ?")
        .param(member)
        .query(Long.class)
        .single();
  }

  public String pairingCode() {
    return postAsAdmin(
            "/support/api/v1/pairing-codes",
            "{\"portal\": %d, \"userId\": 7, \"name\": \"Eva\"}".formatted(portal()))
        .json()
        .path("code")
        .asText();
  }

  /** A paired phone: deviceId, token, settings. */
  public JsonNode phone() {
    return postJson("/bridge/v1/pairings", "{\"code\": \"%s\"}".formatted(pairingCode())).json();
  }

  /** Sends bytes as they are and returns all that comes back before the server closes. */
  public String raw(String request) {
    try (Socket socket = new Socket("localhost", port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
