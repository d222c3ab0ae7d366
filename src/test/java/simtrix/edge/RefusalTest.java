package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.edge.Server.Answer;

/** Every refusal is a problem document with the status and the headers that belong to it. */
@EdgeTest
@TestInstance(Lifecycle.PER_CLASS)
class RefusalTest {

  @Autowired private Server server;
  @Autowired private CamelContext camel;
  private String token;

  @BeforeAll
  void pair() {
    token = server.phone().path("token").asText();
  }

  @Test
  void aPhoneWithoutATokenIsToldWhichOneItNeeds() {
    Answer answer = server.send(server.to(call()).GET());

    assertProblem(answer, 401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"simtrix\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer nobodys",
        "Bearer",
        "Bearer ",
        "Bearer two words",
        "Bearer \u00fc",
        "Basic YWRtaW46cmlnaHQgaG9yc2U=",
        "Bearer ' OR 1=1 --"
      })
  void aTokenThatIsNoneIsRefused(String authorization) {
    Answer answer = server.send(server.to(call()).header("Authorization", authorization).GET());

    assertProblem(answer, 401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer ").contains("invalid_token");
  }

  @Test
  void aTokenInTheQueryIsNotLookedAt() {
    assertProblem(server.send(server.to(call() + "?access_token=" + token).GET()), 401);
  }

  @Test
  void aPhoneDoesNotGetIntoTheSupportApi() {
    Answer answer = server.send(bearer("/support/api/v1/devices").GET());

    assertProblem(answer, 401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bridge/v1/nothing",
        "/bridge/v1",
        "/bridge/v2/settings",
        "/bridge/v1/settings/",
        "/bridge/v1/SETTINGS",
        "/bridge/v1/calls",
        "/bridge/v1/calls/1/2",
        "/bridge/v1/%63alls/7b0f7a54-6c0c-4d5c-9a25-2f6f9a3f0b11",
        "/bridge/v1/calls/%37b0f7a54-6c0c-4d5c-9a25-2f6f9a3f0b11"
      })
  void aPathOfNoContractIsNotFound(String path) {
    assertProblem(server.send(bearer(path).GET()), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/error",
        "/demo",
        "/openapi/bridge-v1.yaml",
        "/routes/devices.camel.yaml",
        "/application.yaml",
        "/favicon.ico",
        "/login",
        "/h2-console"
      })
  void whatNoChainNamesDoesNotExist(String path) {
    assertProblem(server.send(server.to(path).GET()), 404);
    assertProblem(server.send(server.to(path).POST(BodyPublishers.noBody())), 404);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /bridge/v1/settings, 'GET, HEAD, OPTIONS'",
    "POST, /bridge/v1/calls/7b0f7a54-6c0c-4d5c-9a25-2f6f9a3f0b11, 'GET, HEAD, OPTIONS, PUT'",
    "PATCH, /bridge/v1/calls/7b0f7a54-6c0c-4d5c-9a25-2f6f9a3f0b11, 'GET, HEAD, OPTIONS, PUT'",
    "GET, /bridge/v1/heartbeat, 'OPTIONS, POST'"
  })
  void aMethodThatThePathDoesNotTakeIsAnsweredWithThoseItTakes(
      String method, String path, String allowed) {
    Answer answer = server.send(bearer(path).method(method, BodyPublishers.noBody()));

    assertProblem(answer, 405);
    assertThat(answer.header("Allow")).isEqualTo(allowed);
  }

  @Test
  void optionsSayWhatAPathTakes() {
    Answer answer =
        server.send(bearer("/bridge/v1/settings").method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void headIsGetWithoutTheBody() {
    Answer answer =
        server.send(bearer("/bridge/v1/settings").method("HEAD", BodyPublishers.noBody()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isNotEmpty();
    assertThat(answer.response().body()).isEmpty();
  }

  @Test
  void everyAnswerCarriesStrictHeaders() {
    for (Answer answer :
        new Answer[] {
          server.send(server.to("/nothing").GET()),
          server.send(bearer("/bridge/v1/settings").GET()),
          server.send(server.to("/actuator/health").GET())
        }) {
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.header("Set-Cookie")).isEmpty();
      assertThat(answer.header("Server")).isEmpty();
    }
  }

  @Test
  void operatorsNeedNoLoginForHealthAndMetricsButForNothingElse() {
    assertThat(server.send(server.to("/actuator/health").GET()).status()).isEqualTo(200);
    assertThat(server.send(server.to("/actuator/prometheus").GET()).status()).isEqualTo(200);
    for (String path : new String[] {"/actuator", "/actuator/env", "/actuator/heapdump"}) {
      assertProblem(server.send(server.to(path).GET()), 401);
    }
    assertProblem(server.asAdmin(server.to("/actuator/env").GET()), 404);
  }

  @Test
  void aRouteThatFailsIsAnsweredWithANumberAndWithoutItsSecrets() {
    Answer answer = server.send(bearer("/bridge/v1/callers?number=bug").GET());

    assertProblem(answer, 500);
    assertThat(answer.json().path("instance").asText()).isEqualTo("/bridge/v1/callers");
    assertThat(answer.response().body()).doesNotContain("secret").doesNotContain("+49");
    assertThat(answer.json().path("detail").asText()).containsPattern("[0-9a-f-]{36}");
  }

  @Test
  void aDatabaseThatIsAwayIsAReasonToComeBack() {
    Answer answer = server.send(bearer("/bridge/v1/callers?number=database").GET());

    assertProblem(answer, 503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
    assertThat(answer.response().body()).doesNotContain("secret");
  }

  @Test
  void aRouteThatIsHeldBackIsAReasonToComeBack() throws Exception {
    camel.getRouteController().suspendRoute("bridge-api");
    try {
      Answer answer = server.send(bearer("/bridge/v1/settings").GET());

      assertProblem(answer, 503);
      assertThat(answer.header("Retry-After")).isEqualTo("5");
    } finally {
      camel.getRouteController().resumeRoute("bridge-api");
    }
  }

  private HttpRequest.Builder bearer(String path) {
    return server.to(path).header("Authorization", "Bearer " + token);
  }

  private static String call() {
    return "/bridge/v1/calls/" + UUID.randomUUID();
  }

  static void assertProblem(Answer answer, int status) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("title").asText()).isNotEmpty();
    assertThat(answer.json().path("type").asText()).isEqualTo("about:blank");
    assertThat(answer.json().path("detail").asText()).endsWith(".");
  }
}
