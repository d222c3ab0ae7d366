package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import simtrix.routes.Outside.Sent;

@DisplayName("routes/portal-request.camel.yaml")
class PortalRequestRoutesTest extends RouteTest {

  private static final Map<String, Object> ADDRESS =
      Map.of(
          Exchange.HTTP_METHOD, "POST",
          Exchange.HTTP_URI, "https://portal.example/rest/batch",
          Exchange.HTTP_RAW_QUERY, "auth=1");

  private final Outside portal =
      Outside.answering(
          (request, exchange) -> {
            exchange.getMessage().setBody("{\"result\":1}");
            exchange
                .getMessage()
                .setHeaders(
                    new HashMap<>(
                        Map.of(
                            Exchange.HTTP_RESPONSE_CODE,
                            302,
                            "Location",
                            "https://moved.example/",
                            "Set-Cookie",
                            "a=b",
                            "CamelHttpUri",
                            "http://evil.example",
                            "X-Bitrix",
                            "1")));
          });

  @Override
  protected List<String> files() {
    return List.of("failures", "portal-request");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    context.addComponent("http", portal);
    bind("portalHttpClient", new Object());
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "LOOK_UP, portal/look-up, simtrix.bitrix24.look-up-timeout",
    "WRITE, portal/write, simtrix.bitrix24.write-timeout",
    "FILE, portal/file, simtrix.recordings.attach-timeout"
  })
  @DisplayName("A ringing phone waits as long as a look-up may take, a write as long as a write")
  void timeouts(String urgency, String connections, String setting) {
    request(urgency);
    Sent request = portal.sentTo(connections).get(0);
    assertThat(portal.sent()).hasSize(1);
    assertThat(request.options())
        .containsEntry("responseTimeout", setting)
        .containsEntry("soTimeout", setting)
        .containsEntry("connectTimeout", "simtrix.bitrix24.connect-timeout")
        .containsEntry("connectionRequestTimeout", "simtrix.bitrix24.connect-timeout");
  }

  @Test
  @DisplayName("To a portal go the address and what JSON needs, and nothing else that lay about")
  void whatGoesOut() {
    request("WRITE");
    assertThat(portal.sent().get(0).headers())
        .containsOnlyKeys(
            Exchange.HTTP_METHOD,
            Exchange.HTTP_URI,
            Exchange.HTTP_RAW_QUERY,
            Exchange.CONTENT_TYPE,
            "Accept")
        .containsAllEntriesOf(ADDRESS);
  }

  @Test
  @DisplayName("Of a portal's answer come back the body, the status and the address of a redirect")
  void whatComesBack() {
    Exchange answer = request("WRITE");
    assertThat(answer.getMessage().getBody()).isEqualTo("{\"result\":1}");
    assertThat(answer.getMessage().getHeaders())
        .containsOnly(
            Map.entry(Exchange.HTTP_RESPONSE_CODE, 302),
            Map.entry("Location", "https://moved.example/"));
  }

  @Test
  @DisplayName("A refusal is an answer too; it is for the caller to judge")
  void refusals() {
    request("LOOK_UP");
    assertThat(portal.sent().get(0).options()).containsEntry("throwExceptionOnFailure", "false");
  }

  @Test
  @DisplayName("Without an answer the caller gets the exception as it is, at once")
  void noAnswer() {
    SocketTimeoutException silence = new SocketTimeoutException("Read timed out");
    portal.goAway(silence);
    assertThat(request("LOOK_UP").getException()).isSameAs(silence);
  }

  @Test
  @DisplayName("An uploaded file says itself what it is, and may take its time")
  void upload() {
    Exchange answer =
        send(
            "portal-upload",
            exchange -> {
              exchange.getMessage().setBody("the form");
              exchange.getMessage().getHeaders().putAll(ADDRESS);
              exchange.getMessage().setHeader("X-Other", "stays here");
            });
    Sent request = portal.sentTo("portal/upload").get(0);
    assertThat(request.body()).isEqualTo("the form");
    assertThat(request.headers())
        .containsOnlyKeys(
            Exchange.HTTP_METHOD, Exchange.HTTP_URI, Exchange.HTTP_RAW_QUERY, "Accept");
    assertThat(request.options())
        .containsEntry("responseTimeout", "simtrix.recordings.attach-timeout");
    assertThat(answer.getMessage().getHeaders())
        .containsOnlyKeys(Exchange.HTTP_RESPONSE_CODE, "Location");
  }

  private Exchange request(String urgency) {
    return send(
        "portal-request",
        exchange -> {
          exchange.setProperty("urgency", urgency);
          exchange.getMessage().setBody("{}");
          exchange.getMessage().getHeaders().putAll(ADDRESS);
        });
  }
}
