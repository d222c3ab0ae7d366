package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.edge.RefusalTest.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.edge.Server.Answer;

/** What a request brings into its route, and what of the route gets out. */
@EdgeTest
class RoutingTest {

  private static final String RINGING =
      """
      {"direction": "INCOMING", "state": "RINGING", "number": "+49 151 1 \u00e4\u20ac\uD83D\uDE00",
       "ringingAt": "2026-11-24T10:00:00+01:00", "tomorrow": {"unknown": [1, null]}}
      """;

  @Autowired private Server server;

  @Test
  void aRingReachesItsRouteWithThePhoneKnown() {
    JsonNode phone = server.phone();
    String callId = UUID.randomUUID().toString();

    Answer answer = server.putJson(token(phone), "/bridge/v1/calls/" + callId, RINGING);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("device").asText()).isEqualTo(phone.path("deviceId").asText());
    assertThat(answer.json().at("/headers/callId").asText()).isEqualTo(callId);
    assertThat(answer.json().path("body").asText()).isEqualTo(RINGING);
  }

  @Test
  void noHeaderOfTheClientReachesTheRoute() {
    Answer answer =
        server.send(
            server
                .to(
                    "/bridge/v1/calls/"
                        + UUID.randomUUID()
                        + "?callId=1&JMSXGroupID=q&CamelHttpUri=x")
                .header("Authorization", "Bearer " + token(server.phone()))
                .header("Content-Type", "application/json")
                .header("CamelHttpUri", "http://evil.example")
                .header("camelhttppath", "/x")
                .header("org.apache.camel.x", "1")
                .header("JMSCorrelationID", "1")
                .header("callId", "1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("breadcrumbId", "1")
                .header("X-Anything", "1")
                .PUT(BodyPublishers.ofString(RINGING)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(strangers(answer)).containsExactlyInAnyOrder("callid");
    assertThat(answer.json().at("/headers/callId").asText()).hasSize(36);
    assertThat(answer.json().at("/headers").toString()).doesNotContain("evil.example");
  }

  @Test
  void queryParametersOfTheContractReachTheRouteAndNothingElseDoes() {
    Answer answer =
        server.asAdmin(
            server
                .to(
                    "/support/api/v1/calls?number=%2B49%20151&page=2&status=DEAD&to=2026-11-24T10:00:00Z&x=1")
                .header("From", "someone@example.com")
                .header("number", "7")
                .GET());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(strangers(answer))
        .containsExactlyInAnyOrder("number", "page", "size", "status", "to");
    assertThat(answer.json().at("/headers/number").asText()).isEqualTo("+49 151");
    assertThat(answer.json().at("/headers/page").asText()).isEqualTo("2");
    assertThat(answer.json().at("/headers/size").asText()).isEqualTo("50");
  }

  @Test
  void aPortalsFormReachesItsRouteAsItCame() {
    String form =
        "event=ONAPPINSTALL&auth%5Bdomain%5D=a.example&auth[member_id]=1&CamelX=1&name=%C3%A4+b";

    Answer answer =
        server.send(
            server
                .to("/bitrix24/install?auth%5Bdomain%5D=query.example")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .POST(BodyPublishers.ofString(form)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("body").asText()).isEqualTo(form);
    assertThat(strangers(answer)).isEmpty();
  }

  @Test
  void onlyHeadersOfAnAnswerLeaveTheRoute() {
    Answer answer =
        server.putJson(token(server.phone()), "/bridge/v1/calls/" + UUID.randomUUID(), RINGING);

    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Leak")).isEmpty();
    assertThat(answer.header("callId")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/support/api/v1/calls/counts, stub-count-calls",
    "/support/api/v1/calls/7b0f7a54-6c0c-4d5c-9a25-2f6f9a3f0b11, stub-get-journal-call",
    "/support/api/v1/calls, stub-list-calls",
    "/support/api/v1/dead-letters, stub-list-dead-letters",
    "/support/api/v1/dead-letters/12, stub-get-dead-letter",
    "/support/api/v1/portals, stub-list-portals"
  })
  void everySupportOperationHasItsRoute(String path, String route) {
    Answer answer = server.asAdmin(server.to(path).GET());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("route").asText()).isEqualTo(route);
  }

  @Test
  void aRetryNeedsNoBodyAndTakesNone() {
    String path = "/support/api/v1/dead-letters/12/retry";

    assertThat(server.asAdmin(server.to(path).POST(BodyPublishers.noBody())).status())
        .isEqualTo(200);
    Answer withBody = server.postAsAdmin(path, "{nonsense");
    assertThat(withBody.status()).isEqualTo(200);
    assertThat(withBody.json().path("body").asText("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/support/api/v1/calls?page=-1",
        "/support/api/v1/calls?page=1e3",
        "/support/api/v1/calls?page=99999999999999999999",
        "/support/api/v1/calls?page=",
        "/support/api/v1/calls?page=1&page=2",
        "/support/api/v1/calls?size=0",
        "/support/api/v1/calls?size=100000",
        "/support/api/v1/calls?status=nonsense",
        "/support/api/v1/calls?device=1",
        "/support/api/v1/calls?from=yesterday",
        "/support/api/v1/calls?from=2026-11-24",
        "/support/api/v1/calls?portal=x",
        "/support/api/v1/calls/no-uuid",
        "/support/api/v1/dead-letters/0",
        "/support/api/v1/dead-letters/x",
        "/support/api/v1/dead-letters?category=nonsense"
      })
  void aParameterThatDoesNotFitIsNamed(String path) {
    Answer answer = server.asAdmin(server.to(path).GET());

    assertProblem(answer, 400);
    String field = answer.json().at("/errors/0/field").asText();
    assertThat(path.substring("/support/api/v1".length()))
        .satisfiesAnyOf(
            p -> assertThat(p).contains("?" + field + "="),
            p -> assertThat(field).isIn("id", "callId"));
    assertThat(answer.json().at("/errors/0/message").asText()).startsWith(field + " ");
  }

  @Test
  void aRequiredParameterIsAskedFor() {
    Answer answer =
        server.send(
            server
                .to("/bridge/v1/callers")
                .header("Authorization", "Bearer " + token(server.phone()))
                .GET());

    assertProblem(answer, 400);
    assertThat(answer.json().at("/errors/0/message").asText()).isEqualTo("number is required");
  }

  private static List<String> strangers(Answer answer) {
    List<String> names = new ArrayList<>();
    answer
        .json()
        .path("headers")
        .fieldNames()
        .forEachRemaining(name -> names.add(name.toLowerCase(Locale.ROOT)));
    names.removeIf(name -> name.startsWith("camel") || name.equals("content-type"));
    return names;
  }

  private static String token(JsonNode phone) {
    return phone.path("token").asText();
  }
}
