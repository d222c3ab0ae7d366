package simtrix.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.edge.EdgeTest;
import simtrix.edge.Server;
import simtrix.edge.Server.Answer;

/** What a paired phone may ask, and how support takes that away. */
@EdgeTest
class DeviceTest {

  @Autowired private Server server;
  private String id;
  private String token;

  @BeforeEach
  void pair() {
    JsonNode phone = server.phone();
    id = phone.path("deviceId").asText();
    token = phone.path("token").asText();
  }

  @Test
  void aRevokedPhoneIsShutOutAtOnce() {
    assertThat(server.send(bearer("/bridge/v1/settings").GET()).status()).isEqualTo(200);

    Answer revoked = revoke(id);

    assertThat(revoked.status()).isEqualTo(200);
    assertThat(revoked.json().path("id").asText()).isEqualTo(id);
    assertThat(revoked.json().path("revokedAt").asText()).isNotEmpty();
    assertThat(server.send(bearer("/bridge/v1/settings").GET()).status()).isEqualTo(401);
  }

  @Test
  void revokingTwiceChangesNothing() {
    String first = revoke(id).json().path("revokedAt").asText();

    Answer second = revoke(id);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("revokedAt").asText()).isEqualTo(first);
  }

  @Test
  void aPhoneThatIsNotThereCannotBeRevoked() {
    assertThat(revoke(UUID.randomUUID().toString()).status()).isEqualTo(404);
    assertThat(revoke("nonsense").status()).isEqualTo(400);
  }

  @Test
  void theListShowsNoToken() {
    String list = server.asAdmin(server.to("/support/api/v1/devices").GET()).response().body();

    assertThat(list).contains(id).doesNotContain(token).doesNotContainIgnoringCase("token");
  }

  @Test
  void everyRequestIsASignOfLife() {
    assertThat(listed().path("lastSeenAt").isNull()).isTrue();

    server.send(bearer("/bridge/v1/settings").GET());

    assertThat(listed().path("lastSeenAt").asText()).isNotEmpty();
  }

  @Test
  void settingsAreSentOnceAndThenOnlyWhenTheyChange() {
    Answer first = server.send(bearer("/bridge/v1/settings").GET());
    String tag = first.header("ETag");

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().toString()).isEqualTo("{\"overlay\":true,\"recording\":false}");
    assertThat(tag).matches("\"[^\"]+\"");
    for (String known : new String[] {tag, "W/" + tag, "\"old\", " + tag, "*"}) {
      Answer again =
          server.send(bearer("/bridge/v1/settings").header("If-None-Match", known).GET());
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.response().body()).isEmpty();
      assertThat(again.header("ETag")).isEqualTo(tag);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"old\"", "nonsense", "W/", "\"", ",,,", "[\"a\", \"b\"]"})
  void settingsThatThePhoneDoesNotHaveAreSent(String tag) {
    assertThat(
            server.send(bearer("/bridge/v1/settings").header("If-None-Match", tag).GET()).status())
        .isEqualTo(200);
  }

  @Test
  void aHeartbeatIsKept() {
    Answer answer =
        heartbeat(
            """
            {"appVersion": "1.1.0", "androidVersion": "17", "queueLength": 3, "mood": "fine",
             "permissions": {"phoneState": true, "callLog": true, "overlay": false,
                             "notifications": true, "batteryUnrestricted": null, "new": true}}
            """);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.response().body()).isEmpty();
    assertThat(answer.header("Content-Type")).isEmpty();
    JsonNode device = listed();
    assertThat(device.path("appVersion").asText()).isEqualTo("1.1.0");
    assertThat(device.path("androidVersion").asText()).isEqualTo("17");
    assertThat(device.path("queueLength").asInt()).isEqualTo(3);
    assertThat(device.at("/permissions/callLog").asBoolean()).isTrue();
    assertThat(device.at("/permissions/overlay").asBoolean(true)).isFalse();
    assertThat(device.at("/permissions/batteryUnrestricted").isNull()).isTrue();
  }

  @Test
  void whatAHeartbeatLeavesOutStays() {
    heartbeat("{\"appVersion\": \"1.1.0\", \"queueLength\": 3}");

    assertThat(heartbeat("{\"appVersion\": null}").status()).isEqualTo(204);

    assertThat(listed().path("appVersion").asText()).isEqualTo("1.1.0");
    assertThat(listed().path("queueLength").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"queueLength\": -1}",
        "{\"queueLength\": \"3\"}",
        "{\"queueLength\": 99999999999}",
        "{\"permissions\": []}",
        "{\"permissions\": {\"callLog\": \"yes\"}}",
        "{\"appVersion\": 1}"
      })
  void aHeartbeatThatDoesNotFitIsRefused(String body) {
    assertThat(heartbeat(body).status()).isEqualTo(400);
  }

  private Answer heartbeat(String body) {
    return server.send(
        bearer("/bridge/v1/heartbeat")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private Answer revoke(String device) {
    return server.asAdmin(
        server.to("/support/api/v1/devices/" + device + "/revoke").POST(BodyPublishers.noBody()));
  }

  private JsonNode listed() {
    for (JsonNode device : server.asAdmin(server.to("/support/api/v1/devices").GET()).json()) {
      if (device.path("id").asText().equals(id)) {
        return device;
      }
    }
    throw new AssertionError("The phone is not in the list.");
  }

  private HttpRequest.Builder bearer(String path) {
    return server.to(path).header("Authorization", "Bearer " + token);
  }
}
