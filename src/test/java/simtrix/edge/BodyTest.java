package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.edge.RefusalTest.assertProblem;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.edge.Server.Answer;

/** Which bodies are read at all: media type, size, encoding. */
@EdgeTest
@TestInstance(Lifecycle.PER_CLASS)
class BodyTest {

  private static final String RINGING =
      """
      {"direction": "INCOMING", "state": "RINGING", "number": "1", "ringingAt": "2026-11-24T10:00:00Z"}
      """;

  @Autowired private Server server;
  private String token;

  @BeforeAll
  void pair() {
    token = server.phone().path("token").asText();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/x-java-serialized-object",
        "nonsense",
        "*/*",
        "application/json; charset=utf-16",
        "application/json; charset=nonsense",
        "application/problem+json"
      })
  void anotherMediaTypeIsRefused(String type) {
    assertProblem(server.send(put(BodyPublishers.ofString(RINGING), type)), 415);
  }

  @Test
  void aBodyWithoutAMediaTypeIsRefused() {
    assertProblem(server.send(bearer(call()).PUT(BodyPublishers.ofString(RINGING))), 415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/json;charset=UTF-8", "APPLICATION/JSON"})
  void jsonIsTaken(String type) {
    assertThat(server.send(put(BodyPublishers.ofString(RINGING), type)).status()).isEqualTo(200);
  }

  @Test
  void acceptIsNoReasonToRefuse() {
    Answer answer =
        server.send(
            put(BodyPublishers.ofString(RINGING), "application/json")
                .header("Accept", "text/html;q=0.1, nonsense"));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void aCompressedBodyIsRefused() {
    assertProblem(
        server.send(
            put(BodyPublishers.ofString(RINGING), "application/json")
                .header("Content-Encoding", "gzip")),
        415);
  }

  @ParameterizedTest
  @ValueSource(ints = {65_537, 200_000, 5_000_000})
  void aBodyOverTheLimitIsRefused(int size) {
    byte[] body = padded(size);

    assertProblem(server.send(put(BodyPublishers.ofByteArray(body), "application/json")), 413);
    assertProblem(server.send(put(chunked(body), "application/json")), 413);
  }

  @Test
  void aBodyAtTheLimitIsTaken() {
    byte[] body = padded(65_536);

    assertThat(server.send(put(BodyPublishers.ofByteArray(body), "application/json")).status())
        .isEqualTo(200);
    assertThat(server.send(put(chunked(body), "application/json")).status()).isEqualTo(200);
  }

  @Test
  void aPortalsFormHasTheSameLimit() {
    Answer answer =
        server.send(
            server
                .to("/bitrix24/events")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("event=" + "x".repeat(70_000))));

    assertProblem(answer, 413);
  }

  @Test
  void aPortalsFormThatCannotBeDecodedIsRefused() {
    for (String form : new String[] {"a=%zz", "a=%4", "a=%ff", "novalue", "a=1&b", "%00%"}) {
      assertProblem(
          server.send(
              server
                  .to("/bitrix24/install")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form))),
          400);
    }
  }

  private HttpRequest.Builder put(BodyPublisher body, String type) {
    return bearer(call()).header("Content-Type", type).PUT(body);
  }

  private HttpRequest.Builder bearer(String path) {
    return server.to(path).header("Authorization", "Bearer " + token);
  }

  private static BodyPublisher chunked(byte[] body) {
    return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
  }

  private static byte[] padded(int size) {
    String end = "\"}";
    String start = RINGING.strip().substring(0, RINGING.strip().length() - 1) + ", \"padding\": \"";
    return (start + "x".repeat(size - start.length() - end.length()) + end)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String call() {
    return "/bridge/v1/calls/" + UUID.randomUUID();
  }
}
