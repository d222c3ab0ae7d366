package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's register and finish")
class TelephonyTest {
  private static final String NUMBER = "+491713920001";

  private final SandboxClock clock = SandboxClock.frozenAt(Instant.parse("2026-11-24T09:00:00Z"));
  private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
  private final Probe app = Probe.application(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static Map<String, Object> registration(String externalId) {
    return new HashMap<>(
        Map.of(
            "USER_ID",
            1,
            "PHONE_NUMBER",
            NUMBER,
            "TYPE",
            2,
            "CALL_START_DATE",
            "2026-11-24T10:00:00+01:00",
            "LINE_NUMBER",
            "+493023125000",
            "EXTERNAL_CALL_ID",
            externalId));
  }

  private String register(String externalId) throws IOException {
    return app.call("telephony.externalCall.register", registration(externalId))
        .result()
        .path("CALL_ID")
        .asText();
  }

  private Probe.Response finish(String callId, Map<String, Object> more) throws IOException {
    Map<String, Object> params = new HashMap<>(Map.of("CALL_ID", callId, "USER_ID", 1));
    params.putAll(more);
    return app.call("telephony.externalCall.finish", params);
  }

  @Test
  @DisplayName(
      "REFERENCE 5.2: finishing twice and finishing what never was give one and the same error")
  void finishIsAmbiguous() throws IOException {
    String callId = register("a");
    assertThat(finish(callId, Map.of("DURATION", 95)).status()).isEqualTo(200);

    Probe.Response second = finish(callId, Map.of("DURATION", 95));
    Probe.Response unknown = finish("externalCall.0.1", Map.of());

    assertThat(second.status()).isEqualTo(400);
    assertThat(second.error()).isEqualTo("ERROR_CORE");
    assertThat(second.description()).startsWith("Call is not found");
    assertThat(unknown.json()).isEqualTo(second.json());
    assertThat(sandbox.records().statistics()).hasSize(1);
  }

  @Test
  @DisplayName("REFERENCE 1.3, 5.2: live portals leave the error code empty")
  void emptiesErrorCode() throws IOException {
    sandbox.settings().errorCodeStyle(SandboxSettings.ErrorCodeStyle.EMPTY);
    Probe.Response unknown = finish("externalCall.0.1", Map.of());

    assertThat(unknown.json().has("error")).isTrue();
    assertThat(unknown.error()).isEmpty();
    assertThat(unknown.description()).startsWith("Call is not found");
  }

  @Test
  @DisplayName(
      "REFERENCE 5.1: a repeated register within 30 minutes is the same call, later it is another")
  void registerIsRepeatableForHalfAnHour() throws IOException {
    String first = register("a");
    clock.advance(Duration.ofMinutes(29));
    String repeated = register("a");
    String otherCall = register("b");
    clock.advance(Duration.ofMinutes(31));
    Probe later = Probe.application(sandbox);
    String afterwards =
        later
            .call("telephony.externalCall.register", registration("a"))
            .result()
            .path("CALL_ID")
            .asText();

    assertThat(first).matches("externalCall\\.[0-9a-f]{32}\\.\\d+");
    assertThat(repeated).isEqualTo(first);
    assertThat(otherCall).isNotEqualTo(first);
    assertThat(afterwards).isNotEqualTo(first);
  }

  @Test
  @DisplayName(
      "REFERENCE 5.1: whether a finished call still matches is a switch; so is the rule itself")
  void dedupRuleIsSwitched() throws IOException {
    String first = register("a");
    finish(first, Map.of());
    sandbox.settings().registerDedup(SandboxSettings.RegisterDedup.ANY);
    String any = register("a");
    sandbox.settings().registerDedup(SandboxSettings.RegisterDedup.UNFINISHED);
    String unfinished = register("a");
    sandbox.settings().registerDedup(SandboxSettings.RegisterDedup.OFF);
    String off = register("a");

    assertThat(any).isEqualTo(first);
    assertThat(unfinished).isNotEqualTo(first);
    assertThat(off).isNotIn(first, unfinished);
  }

  @Test
  @DisplayName("REFERENCE 10.3: without EXTERNAL_CALL_ID two calls of one number collapse into one")
  void collapsesWithoutExternalId() throws IOException {
    Map<String, Object> anonymous = registration("");
    anonymous.remove("EXTERNAL_CALL_ID");
    JsonNode first = app.call("telephony.externalCall.register", anonymous).result();
    anonymous.put("CALL_START_DATE", "2026-11-24T10:05:00+01:00");
    JsonNode second = app.call("telephony.externalCall.register", anonymous).result();

    assertThat(second.path("CALL_ID")).isEqualTo(first.path("CALL_ID"));
  }

  @Test
  @DisplayName(
      "REFERENCE 5.0: a webhook may not register, finish or keep lines, unless the switch allows it")
  void refusesWebhook() throws IOException {
    Probe webhook = Probe.webhook(sandbox);
    for (String method :
        List.of(
            "telephony.externalCall.register",
            "telephony.externalCall.finish",
            "telephony.externalLine.get",
            "event.get")) {
      Probe.Response refused = webhook.call(method, registration("a"));
      assertThat(refused.status()).as(method).isEqualTo(403);
      assertThat(refused.error()).as(method).isEqualTo("WRONG_AUTH_TYPE");
    }
    sandbox.settings().webhookTelephony(true);

    assertThat(webhook.call("telephony.externalCall.register", registration("a")).status())
        .isEqualTo(200);
    assertThat(webhook.call("event.get").status()).isEqualTo(403);
    Probe.Response shown = webhook.call("telephony.externalCall.show", Map.of("CALL_ID", "x"));
    assertThat(shown.text()).as("REFERENCE 5.3").contains("\"result\":false");
  }

  @Test
  @DisplayName("REFERENCE 5.1: register checks user, type, date and number")
  void registerValidates() throws IOException {
    int inactive = sandbox.records().addUser("Peter", "Weiß", "103");
    sandbox.records().deactivateUser(inactive);

    assertRefused("USER_ID", null, "USER_ID or USER_PHONE_INNER should be set");
    assertRefused("USER_ID", inactive, "User is not found or is not active");
    assertRefused("TYPE", 9, "Unknown TYPE.");
    assertRefused("CALL_START_DATE", "gestern", "CALL_START_DATE should be in the ISO-8601 format");
    assertRefused("PHONE_NUMBER", "anonymous", "Unsupported phone number format");
  }

  private void assertRefused(String field, Object value, String description) throws IOException {
    Map<String, Object> params = registration("x");
    params.put(field, value);
    Probe.Response response = app.call("telephony.externalCall.register", params);
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.error()).isEqualTo("ERROR_CORE");
    assertThat(response.description()).isEqualTo(description);
  }

  @Test
  @DisplayName("REFERENCE 5.2: finish answers in the documented types and writes row and activity")
  void finishWritesRowAndActivity() throws IOException {
    int contact = sandbox.records().addContact("Eva", "Kern", NUMBER);
    Probe.Response finished = finish(register("simtrix-1"), Map.of("DURATION", 95));
    JsonNode result = finished.result();

    assertThat(result.path("ID").isInt()).isTrue();
    assertThat(result.path("INCOMING").asText()).isEqualTo("2");
    assertThat(result.path("INCOMING").isTextual()).isTrue();
    assertThat(finished.text()).contains("\"CALL_START_DATE\":{}");
    assertThat(result.path("CALL_FAILED_CODE").asText()).isEqualTo("200");
    assertThat(result.path("CRM_ENTITY_TYPE").asText()).isEqualTo("CONTACT");
    assertThat(result.path("CRM_ENTITY_ID").asInt()).isEqualTo(contact);
    assertThat(sandbox.records().statistics().get(0))
        .containsEntry("CALL_DURATION", "95")
        .containsEntry("CALL_START_DATE", "2026-11-24T10:00:00+01:00")
        .containsEntry("EXTERNAL_CALL_ID", "simtrix-1")
        .containsEntry("PORTAL_NUMBER", "+493023125000");
    assertThat(sandbox.records().timeline(EntityType.CONTACT, contact))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.id()).isEqualTo(result.path("CRM_ACTIVITY_ID").asInt());
              assertThat(entry.fields()).containsEntry("DIRECTION", "1");
            });
  }

  @Test
  @DisplayName("REFERENCE 5.2, 5.11: a missed call is 304; linked to nothing, it makes no activity")
  void unlinkedCallHasNoActivity() throws IOException {
    JsonNode result = finish(register("a"), Map.of()).result();

    assertThat(result.path("CALL_FAILED_CODE").asText()).isEqualTo("304");
    assertThat(result.path("CALL_STATUS").asInt()).isZero();
    assertThat(result.path("CRM_ACTIVITY_ID").isNull()).isTrue();
    assertThat(sandbox.records().activities()).isEmpty();
  }

  @Test
  @DisplayName("REFERENCE 5.1, 10.6: CRM_CREATE makes a lead; a refusal hides inside the success")
  void createsLead() throws IOException {
    Map<String, Object> params = registration("a");
    params.put("CRM_CREATE", 1);
    JsonNode created = app.call("telephony.externalCall.register", params).result();
    sandbox.settings().leadCreationError(Optional.of("Lead creation is disabled for local users"));
    params.putAll(Map.of("PHONE_NUMBER", "+491713920002", "EXTERNAL_CALL_ID", "b"));
    JsonNode refused = app.call("telephony.externalCall.register", params).result();

    assertThat(created.path("CRM_CREATED_ENTITIES").path(0).path("ENTITY_TYPE").asText())
        .isEqualTo("LEAD");
    assertThat(sandbox.records().leads()).hasSize(1);
    assertThat(refused.path("LEAD_CREATION_ERROR").asText()).contains("disabled");
    assertThat(refused.path("CRM_ENTITY_TYPE").asText()).isEmpty();
    assertThat(refused.path("CRM_ENTITY_ID").isNull()).isTrue();
  }

  @Test
  @DisplayName("REFERENCE 10.5: SHOW and ADD_TO_CHAT are on unless they are given")
  void recordsDefaults() throws IOException {
    String callId = register("a");

    assertThat(sandbox.records().registration(callId).orElseThrow())
        .containsEntry("SHOW", 1)
        .containsEntry("ADD_TO_CHAT", 1);
    assertThat(sandbox.records().unfinishedCalls()).containsExactly(callId);
  }

  @Test
  @DisplayName("REFERENCE 5.11, 12: finish binds the open deal only when the switch says so")
  void bindsOpenDealOnDemand() throws IOException {
    int contact = sandbox.records().addContact("Eva", "Kern", NUMBER);
    sandbox.records().addDeal("Offen", Map.of("CONTACT_ID", contact));
    sandbox.records().addDeal("Verloren", Map.of("CONTACT_ID", contact, "STAGE_ID", "LOSE"));
    finish(register("a"), Map.of());
    sandbox.settings().autoBindOpenDeal(true);
    finish(register("b"), Map.of());

    List<Map<String, Object>> activities = sandbox.records().activities();
    assertThat((List<?>) activities.get(0).get("BINDINGS")).hasSize(1);
    assertThat((List<?>) activities.get(1).get("BINDINGS")).hasSize(2);
  }

  @Test
  @DisplayName("REFERENCE 5.2: partial failures of finish come inside a success")
  void reportsPartialFailures() throws IOException {
    sandbox.settings().finishErrors(Map.of("CRM", "Activity could not be saved"));
    Probe.Response finished = finish(register("a"), Map.of());

    assertThat(finished.status()).isEqualTo(200);
    assertThat(finished.result().path("ERRORS").path("CRM").asText()).contains("not be saved");
  }

  @Test
  @DisplayName(
      "REFERENCE 5.8: statistics are found by EXTERNAL_CALL_ID and CALL_ID, values are text")
  void findsStatistics() throws IOException {
    String callId = register("simtrix-1");
    finish(callId, Map.of("DURATION", 12));
    finish(register("simtrix-2"), Map.of());

    JsonNode byOurs =
        Probe.webhook(sandbox)
            .call(
                "voximplant.statistic.get",
                Map.of("FILTER", Map.of("EXTERNAL_CALL_ID", "simtrix-1")))
            .json();
    JsonNode longOnes =
        app.call("voximplant.statistic.get", Map.of("FILTER", Map.of(">CALL_DURATION", 0))).json();
    sandbox.settings().statisticsReadable(false);

    assertThat(byOurs.path("total").asInt()).isEqualTo(1);
    assertThat(byOurs.path("result").path(0).path("CALL_ID").asText()).isEqualTo(callId);
    assertThat(byOurs.path("result").path(0).path("CALL_DURATION").isTextual()).isTrue();
    assertThat(longOnes.path("result")).hasSize(1);
    assertThat(app.call("voximplant.statistic.get").error()).isEqualTo("ACCESS_DENIED");
  }
}
