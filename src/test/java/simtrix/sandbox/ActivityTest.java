package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's activities and timelines, REFERENCE 6.5")
class ActivityTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Probe webhook = Probe.webhook(sandbox);
  private final int contact = sandbox.records().addContact("Eva", "Kern", "+491");

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Map<String, Object> call() {
    return new HashMap<>(
        Map.of(
            "OWNER_TYPE_ID",
            3,
            "OWNER_ID",
            contact,
            "TYPE_ID",
            2,
            "SUBJECT",
            "Anruf",
            "RESPONSIBLE_ID",
            1,
            "ORIGIN_ID",
            "c-1",
            "COMMUNICATIONS",
            List.of(Map.of("VALUE", "+491", "ENTITY_ID", contact, "ENTITY_TYPE_ID", 3))));
  }

  private int add() throws IOException {
    return webhook.call("crm.activity.add", Map.of("fields", call())).result().asInt();
  }

  @Test
  @DisplayName(
      "REFERENCE 6.5: a webhook adds a call activity, found again by ORIGIN_ID and by binding")
  void addsCall() throws IOException {
    int id = add();
    JsonNode byOrigin =
        webhook.call("crm.activity.list", Map.of("filter", Map.of("ORIGIN_ID", "c-1"))).result();
    JsonNode byBinding =
        webhook
            .call(
                "crm.activity.list",
                Map.of(
                    "filter",
                    Map.of("BINDINGS", List.of(Map.of("OWNER_TYPE_ID", 3, "OWNER_ID", contact)))))
            .result();

    assertThat(byOrigin.path(0).path("ID").asText()).isEqualTo(String.valueOf(id));
    assertThat(byOrigin.path(0).has("COMMUNICATIONS")).as("only when selected").isFalse();
    assertThat(byBinding).hasSize(1);
    assertThat(sandbox.records().timeline(EntityType.CONTACT, contact)).hasSize(1);
  }

  @Test
  @DisplayName("REFERENCE 6.5: missing fields are refused with an empty code, one by one")
  void requiresFields() throws IOException {
    assertRefused("SUBJECT", "", "The field SUBJECT is not defined or empty");
    assertRefused("RESPONSIBLE_ID", 0, "The field RESPONSIBLE_ID is not defined or invalid");
    assertRefused(
        "COMMUNICATIONS", List.of(), "The field COMMUNICATIONS is not defined or invalid");
    assertRefused(
        "COMMUNICATIONS",
        List.of(Map.of("VALUE", "+491"), Map.of("VALUE", "+492")),
        "The only one communication is allowed for activity of specified type");
    assertRefused("OWNER_ID", 99999, "Could not build binding");
  }

  private void assertRefused(String field, Object value, String description) throws IOException {
    Map<String, Object> fields = call();
    fields.put(field, value);
    Probe.Response response = webhook.call("crm.activity.add", Map.of("fields", fields));
    assertThat(response.status()).as(field).isEqualTo(400);
    assertThat(response.error()).as(field).isEmpty();
    assertThat(response.description()).startsWith(description);
  }

  @Test
  @DisplayName("REFERENCE 5.11, 6.5: a deal is bound once; the last binding stays")
  void bindsDeal() throws IOException {
    int id = add();
    int deal = sandbox.records().addDeal("Offen", Map.of("CONTACT_ID", contact));
    Map<String, Object> binding = Map.of("activityId", id, "entityTypeId", 2, "entityId", deal);

    assertThat(webhook.call("crm.activity.binding.add", binding).result().asBoolean()).isTrue();
    assertThat(webhook.call("crm.activity.binding.add", binding).error())
        .isEqualTo("ACTIVITY_IS_ALREADY_BOUND");
    assertThat(webhook.call("crm.activity.binding.list", Map.of("activityId", id)).result())
        .hasSize(2);
    assertThat(sandbox.records().timeline(EntityType.DEAL, deal)).hasSize(1);
    assertThat(webhook.call("crm.activity.binding.delete", binding).status()).isEqualTo(200);
    assertThat(
            webhook
                .call(
                    "crm.activity.binding.delete",
                    Map.of("activityId", id, "entityTypeId", 3, "entityId", contact))
                .error())
        .isEqualTo("LAST_BINDING_CANNOT_BE_DELETED");
  }

  @Test
  @DisplayName("REFERENCE 6.5: binding to what is not there has a code for each case")
  void refusesBindings() throws IOException {
    int id = add();

    assertThat(binding(id, 2, 1)).isEqualTo("OWNER_NOT_FOUND");
    assertThat(binding(1, 3, contact)).isEqualTo("NOT_FOUND");
    assertThat(webhook.call("crm.activity.binding.add", Map.of("activityId", id)).error())
        .isEqualTo("100");
  }

  private String binding(int activity, int type, int entity) throws IOException {
    return webhook
        .call(
            "crm.activity.binding.add",
            Map.of("activityId", activity, "entityTypeId", type, "entityId", entity))
        .error();
  }

  @Test
  @DisplayName("REFERENCE 6.5: comments and notes stand on the timeline")
  void keepsComments() throws IOException {
    int id = add();
    Map<String, Object> comment =
        Map.of("ENTITY_ID", contact, "ENTITY_TYPE", "contact", "COMMENT", "Bitte zurückrufen");
    Map<String, Object> note =
        Map.of("ownerTypeId", 3, "ownerId", contact, "itemType", 2, "itemId", id, "text", "Doch!");
    Probe.Response added = webhook.call("crm.timeline.comment.add", Map.of("fields", comment));
    Probe.Response upperCase = webhook.call("crm.timeline.comment.add", Map.of("FIELDS", comment));
    Probe.Response noted = webhook.call("crm.timeline.note.save", note);

    assertThat(added.result().isInt()).isTrue();
    assertThat(upperCase.error()).as("REFERENCE 1.1: lower-case fields only").isEqualTo("100");
    assertThat(noted.result().asBoolean()).isTrue();
    assertThat(sandbox.records().timeline(EntityType.CONTACT, contact))
        .extracting(TimelineEntry::text)
        .containsExactly("Anruf", "Bitte zurückrufen", "Doch!");
  }

  @Test
  @DisplayName("REFERENCE 6.5: update and delete")
  void updatesAndDeletes() throws IOException {
    int id = add();
    webhook.call("crm.activity.update", Map.of("id", id, "fields", Map.of("COMPLETED", "Y")));
    JsonNode updated = webhook.call("crm.activity.get", Map.of("id", id)).result();
    webhook.call("crm.activity.delete", Map.of("id", id));

    assertThat(updated.path("COMPLETED").asText()).isEqualTo("Y");
    assertThat(updated.path("BINDINGS").path(0).path("OWNER_ID").asInt()).isEqualTo(contact);
    assertThat(webhook.call("crm.activity.get", Map.of("id", id)).status()).isEqualTo(400);
    assertThat(sandbox.records().timeline(EntityType.CONTACT, contact)).isEmpty();
  }
}
