package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.edge.RefusalTest.assertProblem;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.edge.Server.Answer;

/** Requests that no honest client sends: never a 500, always a problem document. */
@EdgeTest
@TestInstance(Lifecycle.PER_CLASS)
class NastyRequestTest {

  @Autowired private Server server;
  private String token;

  @BeforeAll
  void pair() {
    token = server.phone().path("token").asText();
  }

  static Stream<String> bodies() {
    String start =
        "{\"direction\": \"INCOMING\", \"state\": \"RINGING\", \"ringingAt\": \"2026-11-24T10:00:00Z\", ";
    return Stream.of(
        "",
        " ",
        "\n",
        "null",
        "true",
        "0",
        "1e400",
        "\"text\"",
        "[]",
        "[{}]",
        "{}",
        "{",
        "}",
        "{}{}",
        "{} x",
        "{\"direction\"}",
        "\uFEFF{}",
        "{'direction': 'INCOMING'}",
        "// comment\n{}",
        start + "\"number\": NaN}",
        start + "\"number\": Infinity}",
        start + "\"number\": \"1\", \"number\": \"2\"}",
        start + "\"line\": {\"slot\": 0, \"slot\": 1}}",
        start + "\"number\": \"\\u0000\"}",
        start + "\"number\": \"\\ud800\"}",
        start + "\"\\udfff\": 1}",
        start + "\"number\": \"\u0001\"}",
        start + "\"number\": \"\\x\"}",
        start + "\"number\": 1}",
        start + "\"number\": {}}",
        start + "\"number\": [\"1\"]}",
        start + "\"line\": []}",
        start + "\"line\": \"0\"}",
        start + "\"line\": {\"slot\": 2}}",
        start + "\"line\": {\"slot\": \"0\"}}",
        start + "\"line\": {\"slot\": 0.5}}",
        start + "\"line\": {\"slot\": 1e999}}",
        start + "\"line\": {\"slot\": " + "9".repeat(2000) + "}}",
        start + "\"line\": {\"number\": 1}}",
        start + "\"x\": " + "[".repeat(100) + "]".repeat(100) + "}",
        start + "\"x\": " + "{\"a\":".repeat(5000) + "1" + "}".repeat(5000) + "}",
        "[".repeat(60_000),
        start + "\"recording\": \"MAYBE\"}",
        start + "\"presentation\": \"SHOWN\"}",
        start + "\"outcome\": \"ANSWERED\"}",
        start.replace("RINGING", "ringing") + "\"a\": 1}",
        start.replace("RINGING", "") + "\"a\": 1}",
        start.replace("\"RINGING\"", "null") + "\"a\": 1}",
        start.replace("INCOMING", "OUTGOING") + "\"a\": 1}");
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatIsNoEventIsRefused(String body) {
    Answer answer = server.putJson(token, "/bridge/v1/calls/" + UUID.randomUUID(), body);

    assertProblem(answer, 400);
    assertThat(answer.json().path("errors")).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatIsNoPairingIsRefused(String body) {
    assertProblem(server.postJson("/bridge/v1/pairings", body), 400);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatAsksForNoPairingCodeIsRefused(String body) {
    assertProblem(server.postAsAdmin("/support/api/v1/pairing-codes", body), 400);
  }

  @Test
  void textThatIsNoUtf8IsRefused() {
    byte[] latin1 = "{\"code\": \"\u00e4\u00f6\u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
    Answer answer =
        server.send(
            server
                .to("/bridge/v1/pairings")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(latin1)));

    assertProblem(answer, 400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bridge/v1/calls/..%2fsettings",
        "/bridge/v1/calls/../settings",
        "/bridge/v1/calls/%2e%2e/settings",
        "/bridge/v1/./settings",
        "/bridge//v1/settings",
        "//bridge/v1/settings",
        "/bridge/v1/settings;jsessionid=1",
        "/bridge/v1/settings;a=b",
        "/bridge;x/v1/settings",
        "/bridge/v1/settings%00",
        "/bridge/v1/settings%0d%0aX-Injected:%201",
        "/bridge/v1/settings%5c",
        "/bridge/v1\\settings",
        "/bridge/v1/settings%",
        "/bridge/v1/settings%zz",
        "/bridge/v1/settings%c0%af",
        "/bridge/v1/{callId}",
        "/bridge/v1/calls/<script>",
        "/bridge/v1/calls/\u00e4",
        "/bridge/v1/calls/|",
        "/bridge/v1/settings#fragment",
        "/actuator/..;/support/api/v1/devices",
        "/support/api/v1/devices/../../../bridge/v1/settings",
        "/support%2fapi/v1/devices",
        "/SUPPORT/api/v1/devices",
        "bridge/v1/settings",
        "*"
      })
  void aPathThatCouldMeanTwoThingsIsRefused(String path) {
    String answer =
        server.raw(
            "GET "
                + path
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token
                + "\r\nConnection: close\r\n\r\n");

    assertRawProblem(answer);
    assertThat(answer).doesNotContain("X-Injected: 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /bridge/v1/settings HTTP/1.1\r\n\r\n",
        "GET /bridge/v1/settings HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        "GET /bridge/v1/settings HTTP/1.1\r\nHost: [nonsense\r\nConnection: close\r\n\r\n",
        "TRACE /bridge/v1/settings HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "FOO /bridge/v1/settings HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /bridge/v1/settings HTTP/1.1\r\nHost: a\r\nBad Header: x\r\nConnection: close\r\n\r\n",
        "GET /bridge/v1/settings HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nConnection: close\r\n\r\n",
        "POST /bridge/v1/pairings HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\nConnection: close\r\n\r\n",
        "POST /bridge/v1/pairings HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
        "POST /bridge/v1/pairings HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n"
            + "Connection: close\r\n\r\n{}",
        "POST /bridge/v1/pairings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Content-Length: 50\r\nConnection: close\r\n\r\n{}",
        "POST /bridge/v1/pairings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "POST /bridge/v1/pairings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: nonsense\r\nConnection: close\r\n\r\n{}"
      })
  void aRequestThatIsNoGoodHttpIsRefused(String request) {
    assertRawProblem(server.raw(request));
  }

  @Test
  void headersThatAreTooLargeAreRefused() {
    assertRawProblem(
        server.raw(
            "GET /bridge/v1/settings HTTP/1.1\r\nHost: a\r\nX: "
                + "x".repeat(20_000)
                + "\r\n\r\n"));
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItIsSent() {
    String answer =
        server.raw(
            "POST /bridge/v1/pairings HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000000\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413 ");
    assertRawProblem(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?a=%zz", "?a=%", "?a=%ff", "?number=%c3%28", "?%=1", "?number=a%0"})
  void aQueryThatCannotBeDecodedIsRefused(String query) {
    assertRawProblem(
        server.raw(
            "GET /bridge/v1/callers"
                + query
                + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                + token
                + "\r\nConnection: close\r\n\r\n"));
  }

  private static void assertRawProblem(String answer) {
    assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|501|505) .*");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT))
        .contains("content-type: application/problem+json");
    assertThat(answer).doesNotContain("<html").doesNotContain("Exception");
  }
}
