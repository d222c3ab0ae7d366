package simtrix.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A support person with a password. */
public final class Support {

  private static final String API = "/support/api/v1";

  public final String name;
  private final URI server;
  private final Http http;

  Support(URI server, String user, String password) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    this.name = user;
    this.server = server;
    this.http = new Http(server, "Basic " + credentials);
  }

  public Http.Answer get(String path) {
    return http.send("GET", API + path, null);
  }

  public Http.Answer post(String path, Object body) {
    return http.send("POST", API + path, body);
  }

  /** What an endpoint of the actuator says to this person. */
  public Http.Answer actuator(String endpoint) {
    return http.send("GET", "/actuator/" + endpoint, null);
  }

  /** Pairs a phone of this user. */
  public Phone pair(long portal, long userId) {
    JsonNode code =
        post(
                "/pairing-codes",
                Map.of("portal", portal, "userId", userId, "name", "Phone of " + userId))
            .json();
    JsonNode paired =
        new Http(server, "")
            .send(
                "POST",
                "/bridge/v1/pairings",
                Map.of(
                    "code", code.path("code").asText(),
                    "device",
                        Map.of(
                            "name",
                            "Pixel",
                            "model",
                            "Pixel 8",
                            "androidVersion",
                            "15",
                            "appVersion",
                            "1.0")))
            .json();
    return new Phone(server, paired.path("deviceId").asText(), paired.path("token").asText());
  }

  /** The id of the portal with this {@code member_id}. */
  public long portal(String memberId) {
    return portalRow(memberId).path("id").asLong();
  }

  public JsonNode portalRow(String memberId) {
    return portals()
        .filter(row -> row.path("memberId").asText().equals(memberId))
        .findFirst()
        .orElseThrow();
  }

  /** The portal that the server has a webhook of. */
  public Optional<JsonNode> webhookPortal() {
    return portals().filter(row -> row.path("mode").asText().equals("WEBHOOK")).findFirst();
  }

  private Stream<JsonNode> portals() {
    return StreamSupport.stream(get("/portals").json().spliterator(), false);
  }

  public JsonNode counts(long portal) {
    return get("/calls/counts?portal=" + portal).json();
  }

  /** The open dead letter of a call. */
  public Optional<JsonNode> deadLetter(UUID call) {
    return StreamSupport.stream(
            get("/dead-letters?q=" + call).json().path("items").spliterator(), false)
        .findFirst();
  }

  public Http.Answer retry(JsonNode letter) {
    return post("/dead-letters/" + letter.path("id").asLong() + "/retry", null);
  }

  /** The detail of a dead letter. */
  public JsonNode letter(long id) {
    return get("/dead-letters/" + id).json();
  }
}
