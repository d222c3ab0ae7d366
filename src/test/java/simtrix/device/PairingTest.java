package simtrix.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import simtrix.edge.EdgeTest;
import simtrix.edge.Server;
import simtrix.edge.Server.Answer;

/** From a pairing code to a token and back. */
@EdgeTest
class PairingTest {

  @Autowired private Server server;
  @Autowired private JdbcClient database;

  @Test
  void aCodeIsMadeForAPortal() {
    Answer answer = codeFor(Long.toString(server.portal()));

    assertThat(answer.status()).isEqualTo(201);
    String code = answer.json().path("code").asText();
    assertThat(code).matches("[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}");
    assertThat(Instant.parse(answer.json().path("expiresAt").asText()))
        .isCloseTo(Instant.now().plus(15, ChronoUnit.MINUTES), within(1, ChronoUnit.MINUTES));
    assertThat(answer.json().path("uri").asText())
        .isEqualTo(
            "simtrix://pair?server=http%3A%2F%2Flocalhost%3A" + server.port() + "&code=" + code);
  }

  @Test
  void aPortalMayBeNamedByText() {
    assertThat(codeFor("\"" + server.portal() + "\"").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "999999999, portal",
    "'\"999999999\"', portal",
    "'\"x\"', portal",
    "'\"\"', portal",
    "0, portal",
    "1.5, portal",
    "null, portal",
    "true, portal"
  })
  void aPortalThatIsNoneIsNamed(String portal, String field) {
    Answer answer = codeFor(portal);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(answer.json().path("errors")).hasSize(1);
  }

  @Test
  void everyMissingFieldIsNamed() {
    Answer answer = server.postAsAdmin("/support/api/v1/pairing-codes", "{}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").findValuesAsText("field"))
        .containsExactly("name", "portal", "userId");
    assertThat(answer.json().path("errors").findValuesAsText("message"))
        .containsExactly("name is required", "portal is required", "userId is required");
  }

  @Test
  void aCodeMakesAPhone() {
    Answer answer =
        server.postJson(
            "/bridge/v1/pairings",
            """
            {"code": "%s", "device": {"name": "Eva's phone", "model": "Pixel 9",
             "androidVersion": "16", "appVersion": "1.0.0", "colour": "green"}}
            """
                .formatted(server.pairingCode()));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(Base64.getUrlDecoder().decode(answer.json().path("token").asText())).hasSize(32);
    assertThat(answer.json().path("settings").toString())
        .isEqualTo("{\"overlay\":true,\"recording\":false}");
    JsonNode device = listed(answer.json().path("deviceId").asText());
    assertThat(device.path("name").asText()).isEqualTo("Eva's phone");
    assertThat(device.path("userId").asInt()).isEqualTo(7);
    assertThat(device.path("model").asText()).isEqualTo("Pixel 9");
    assertThat(device.path("lastSeenAt").isNull()).isTrue();
  }

  @Test
  void neitherCodeNorTokenStandsInTheDatabase() {
    String code = server.pairingCode();
    JsonNode phone = server.postJson("/bridge/v1/pairings", "{\"code\": \"" + code + "\"}").json();

    assertThat(
            database
                .sql("SELECT COUNT(*) FROM device WHERE token_hash = UNHEX(SHA2(?, 256))")
                .param(phone.path("token").asText())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(
            database
                .sql("SELECT COUNT(*) FROM pairing_code WHERE code_hash = UNHEX(SHA2(?, 256))")
                .param(code.replace("-", ""))
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void howACodeIsTypedDoesNotMatter() {
    String code = server.pairingCode().toLowerCase(Locale.ROOT).replace("-", "");
    String typed =
        " " + code.substring(0, 3) + " " + code.substring(3, 6) + "\u2013" + code.substring(6);

    assertThat(redeem(typed).status()).isEqualTo(201);
  }

  @Test
  void aCodeIsUsedOnce() {
    String code = server.pairingCode();

    assertThat(redeem(code).status()).isEqualTo(201);
    assertThat(redeem(code).status()).isEqualTo(404);
  }

  @Test
  void ofManyAtTheSameTimeExactlyOneIsPaired() throws Exception {
    String code = server.pairingCode();
    int phones = 8;
    CountDownLatch all = new CountDownLatch(phones);
    ExecutorService threads = Executors.newFixedThreadPool(phones);
    try {
      List<Future<Integer>> answers =
          IntStream.range(0, phones)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            all.countDown();
                            all.await();
                            return redeemFrom("198.51.100." + i, code).status();
                          }))
              .toList();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 404);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anOldCodeIsWorthNothing() {
    String code = server.pairingCode();
    database
        .sql("UPDATE pairing_code SET expires_at = ? WHERE code_hash = UNHEX(SHA2(?, 256))")
        .params(DeviceRegistry.utc(Instant.now().minusMillis(1)), code.replace("-", ""))
        .update();

    assertThat(redeem(code).status()).isEqualTo(404);
  }

  @Test
  void afterTenWrongTriesAnAddressHasToWaitAndOthersHaveNot() {
    String address = "203.0.113.1";
    for (int i = 0; i < 10; i++) {
      assertThat(redeemFrom(address, "wrong-" + i).status()).isEqualTo(404);
    }

    Answer refused = redeemFrom(address, server.pairingCode());

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 900);
    assertThat(redeemFrom("203.0.113.2", server.pairingCode()).status()).isEqualTo(201);
  }

  @Test
  void rightCodesDoNotCount() {
    String address = "203.0.113.3";
    for (int i = 0; i < 12; i++) {
      assertThat(redeemFrom(address, server.pairingCode()).status()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\": \"\"}",
        "{\"code\": 12345678}",
        "{\"code\": null}",
        "{\"device\": {}}",
        "{\"code\": \"ABCD-EFGH\", \"device\": \"Pixel\"}",
        "{\"code\": \"ABCD-EFGH\", \"device\": {\"name\": 1}}"
      })
  void whatIsNoPairingIsRefusedWithoutATry(String body) {
    assertThat(server.postJson("/bridge/v1/pairings", body).status()).isEqualTo(400);
  }

  @Test
  void aTextThatIsTooLongIsNamed() {
    Answer answer =
        server.postJson(
            "/bridge/v1/pairings",
            "{\"code\": \"ABCD-EFGH\", \"device\": {\"model\": \"%s\"}}"
                .formatted("x".repeat(101)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("device.model");
    assertThat(answer.json().at("/errors/0/message").asText())
        .isEqualTo("device.model must have at most 100 characters");
  }

  private JsonNode listed(String id) {
    for (JsonNode device : server.asAdmin(server.to("/support/api/v1/devices").GET()).json()) {
      if (device.path("id").asText().equals(id)) {
        return device;
      }
    }
    throw new AssertionError("No device " + UUID.fromString(id));
  }

  private Answer codeFor(String portal) {
    return server.postAsAdmin(
        "/support/api/v1/pairing-codes",
        "{\"portal\": %s, \"userId\": 7, \"name\": \"Eva\"}".formatted(portal));
  }

  private Answer redeem(String code) {
    return server.postJson("/bridge/v1/pairings", "{\"code\": \"" + code + "\"}");
  }

  /** From behind a proxy that says whom it speaks for. */
  private Answer redeemFrom(String address, String code) {
    return server.send(
        server
            .to("/bridge/v1/pairings")
            .header("X-Forwarded-For", address)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"code\": \"" + code + "\"}")));
  }
}
