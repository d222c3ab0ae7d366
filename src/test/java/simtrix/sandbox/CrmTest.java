package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's CRM objects, REFERENCE 6")
class CrmTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Probe app = Probe.application(sandbox);
  private final SandboxRecords records = sandbox.records();

  CrmTest() {
    sandbox.settings().plan(SandboxSettings.Plan.UNLIMITED);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private JsonNode find(Map<String, Object> params) throws IOException {
    return app.call("crm.duplicate.findbycomm", params).result();
  }

  @Test
  @DisplayName(
      "REFERENCE 6.1: strictly a number matches as typed but for its extension; by digits, in any spelling")
  void matchesPhones() throws IOException {
    int grouped = records.addContact("Eva", "Kern", "+49 30 1234567");
    int extended = records.addCompany("Kern GmbH", "+49301234567#404");
    Map<String, Object> digits = Map.of("type", "PHONE", "values", List.of("49301234567"));
    Map<String, Object> plus = Map.of("type", "PHONE", "values", List.of("+49301234567"));

    assertThat(find(digits)).as("strict").isEmpty();
    assertThat(find(plus).path("COMPANY").path(0).asInt()).isEqualTo(extended);
    assertThat(find(plus).has("CONTACT")).isFalse();
    sandbox.settings().phoneMatch(SandboxSettings.PhoneMatch.DIGITS);
    assertThat(find(digits).path("CONTACT").path(0).asInt()).isEqualTo(grouped);
    assertThat(find(digits).path("COMPANY").path(0).asInt()).isEqualTo(extended);
  }

  @Test
  @DisplayName("REFERENCE 6.2: nothing found is []; ids are numbers; the type can be chosen")
  void answersFindByComm() throws IOException {
    Map<String, Object> unknown = Map.of("type", "PHONE", "values", List.of("+491"));
    assertThat(app.call("crm.duplicate.findbycomm", unknown).text()).contains("\"result\":[]");
    records.addContact("Eva", "Kern", "+491");
    records.addLead("Anruf", "+491");

    assertThat(find(unknown).path("CONTACT").path(0).isInt()).isTrue();
    JsonNode only = find(Map.of("type", "PHONE", "values", List.of("+491"), "entity_type", "LEAD"));
    assertThat(only.has("CONTACT")).isFalse();
    assertThat(only.has("LEAD")).isTrue();
  }

  @Test
  @DisplayName(
      "REFERENCE 6.2: 20 hits in one type silently drop the later types; value 21 is overlooked")
  void dropsLaterTypes() throws IOException {
    records.addContact("Eva", "Kern", "+491");
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      values.add("+4900" + i);
    }
    values.add("+491");
    assertThat(find(Map.of("type", "PHONE", "values", values))).isEmpty();
    for (int i = 0; i < 20; i++) {
      records.addLead("Anruf", "+491");
    }
    JsonNode all = find(Map.of("type", "PHONE", "values", List.of("+491")));

    assertThat(all.path("LEAD")).hasSize(20);
    assertThat(all.has("CONTACT")).isFalse();
  }

  @Test
  @DisplayName(
      "REFERENCE 6.1, 6.3: lists give PHONE only when it is named; a star does not name it")
  void selectsPhone() throws IOException {
    records.addContact("Eva", "Kern", "+491713920001");
    JsonNode star = app.call("crm.contact.list", Map.of("select", List.of("*"))).result();
    JsonNode named = app.call("crm.contact.list", Map.of("select", List.of("PHONE"))).result();

    assertThat(star.path(0).has("LAST_NAME")).isTrue();
    assertThat(star.path(0).has("PHONE")).isFalse();
    assertThat(named.path(0).has("LAST_NAME")).isFalse();
    assertThat(named.path(0).path("PHONE").path(0).path("VALUE").asText())
        .isEqualTo("+491713920001");
  }

  @Test
  @DisplayName("REFERENCE 6.3: open deals by contact, company and semantics, newest change first")
  void listsOpenDeals() throws IOException {
    int contact = records.addContact("Eva", "Kern");
    int company = records.addCompany("Kern GmbH");
    int old =
        records.addDeal(
            "Alt", Map.of("CONTACT_ID", contact, "DATE_MODIFY", "2001-01-01T10:00:00+01:00"));
    int recent = records.addDeal("Neu", Map.of("CONTACT_ID", contact, "COMPANY_ID", company));
    records.addDeal("Gewonnen", Map.of("CONTACT_ID", contact, "STAGE_ID", "WON"));
    JsonNode open =
        app.call(
                "crm.deal.list",
                Map.of(
                    "filter", Map.of("CONTACT_ID", contact, "CLOSED", "N"),
                    "order", Map.of("DATE_MODIFY", "DESC")))
            .result();
    JsonNode won =
        app.call("crm.deal.list", Map.of("filter", Map.of("STAGE_SEMANTIC_ID", "S"))).result();
    JsonNode ofCompany =
        app.call("crm.deal.list", Map.of("filter", Map.of("@COMPANY_ID", List.of(company))))
            .result();

    assertThat(open).extracting(row -> row.path("ID").asInt()).containsExactly(recent, old);
    assertThat(won).hasSize(1);
    assertThat(ofCompany).hasSize(1);
  }

  @Test
  @DisplayName("REFERENCE 6.3: deals where the contact is not the first are missed by CONTACT_ID")
  void missesSecondaryContact() throws IOException {
    int first = records.addContact("Eva", "Kern");
    int second = records.addContact("Jürgen", "Kern");
    int deal = records.addDeal("Beide", Map.of("CONTACT_IDS", List.of(first, second)));
    JsonNode byFilter =
        app.call("crm.deal.list", Map.of("filter", Map.of("CONTACT_ID", second))).result();
    JsonNode contacts = app.call("crm.deal.contact.items.get", Map.of("id", deal)).result();
    Map<String, Object> items = Map.of("entityTypeId", 2, "filter", Map.of("contactIds", second));
    Probe.Response refused = app.call("crm.item.list", items);
    sandbox.settings().contactIdsFilterable(true);

    assertThat(byFilter).isEmpty();
    assertThat(contacts).hasSize(2);
    assertThat(refused.error()).isEqualTo("INVALID_ARG_VALUE");
    assertThat(app.call("crm.item.list", items).result().path("items")).hasSize(1);
  }

  @Test
  @DisplayName("REFERENCE 6.3: leads are never merged, and are found by ORIGIN_ID")
  void findsLeadByOrigin() throws IOException {
    Map<String, Object> lead =
        Map.of("fields", Map.of("TITLE", "Anruf", "ORIGINATOR_ID", "simtrix", "ORIGIN_ID", "c-1"));
    app.call("crm.lead.add", lead);
    app.call("crm.lead.add", lead);
    Map<String, Object> filter = Map.of("ORIGINATOR_ID", "simtrix", "ORIGIN_ID", "c-1");

    assertThat(app.call("crm.lead.list", Map.of("filter", filter)).result()).hasSize(2);
    assertThat(app.call("crm.lead.list", Map.of("filter", Map.of("ORIGIN_ID", "c-2"))).result())
        .isEmpty();
  }

  @Test
  @DisplayName("REFERENCE 6.3: classic errors have an empty code and a sentence")
  void classicErrors() throws IOException {
    Probe.Response noId = app.call("crm.lead.get");
    Probe.Response gone = app.call("crm.deal.get", Map.of("id", 999));
    Probe.Response noArray = app.call("crm.lead.list", Map.of("filter", "x"));

    assertThat(List.of(noId.status(), gone.status(), noArray.status())).containsOnly(400);
    assertThat(List.of(noId.error(), gone.error(), noArray.error())).containsOnly("");
    assertThat(noId.description()).isEqualTo("ID is not defined or invalid.");
    assertThat(gone.description()).isEqualTo("Not found");
    assertThat(noArray.description()).isEqualTo("Parameter 'filter' must be array");
  }

  @Test
  @DisplayName("REFERENCE 6.3: in simple mode a lead with a first name becomes a deal at once")
  void convertsLeadInSimpleMode() throws IOException {
    sandbox.settings().crmMode(SandboxSettings.CrmMode.SIMPLE);
    int id =
        app.call("crm.lead.add", Map.of("fields", Map.of("TITLE", "Anruf", "NAME", "Eva")))
            .result()
            .asInt();

    assertThat(app.call("crm.settings.mode.get").result().asInt()).isEqualTo(2);
    assertThat(app.call("crm.lead.get", Map.of("id", id)).status()).isEqualTo(400);
    assertThat(records.all(EntityType.DEAL))
        .singleElement()
        .matches(d -> d.get("TITLE").equals("Anruf"));
  }

  @Test
  @DisplayName(
      "REFERENCE 6.4: crm.item has camel case and numbers, OR filters, and refuses unknown fields")
  void itemsAreTyped() throws IOException {
    JsonNode added =
        app.call(
                "crm.item.add",
                Map.of(
                    "entityTypeId",
                    1,
                    "fields",
                    Map.of(
                        "title", "Anruf",
                        "originId", "c-1",
                        "fm",
                            List.of(
                                Map.of(
                                    "typeId", "PHONE",
                                    "valueType", "MOBILE",
                                    "value", "+491")))))
            .result()
            .path("item");
    JsonNode found =
        app.call("crm.item.list", Map.of("entityTypeId", 1, "filter", Map.of("originId", "c-1")))
            .result();
    Map<String, Object> or =
        Map.of("0", Map.of("logic", "OR", "0", Map.of("stageId", "NEW"), "1", Map.of("id", 1)));

    assertThat(added.path("id").isInt()).isTrue();
    assertThat(added.path("phoneMobile").asText()).isEqualTo("+491");
    assertThat(added.path("assignedById").asInt()).isEqualTo(1);
    assertThat(found.path("items")).hasSize(1);
    assertThat(
            app.call("crm.item.list", Map.of("entityTypeId", 1, "filter", or))
                .result()
                .path("items"))
        .hasSize(1);
    assertThat(
            app.call("crm.item.list", Map.of("entityTypeId", 1, "filter", Map.of("nope", 1)))
                .error())
        .isEqualTo("INVALID_ARG_VALUE");
    assertThat(app.call("crm.item.list", Map.of("entityTypeId", 99)).error())
        .isEqualTo("NOT_FOUND");
    assertThat(find(Map.of("type", "PHONE", "values", List.of("+491"))).has("LEAD")).isTrue();
  }

  @Test
  @DisplayName("REFERENCE 6.5: stages and sources have names")
  void namesStages() throws IOException {
    JsonNode stages =
        app.call("crm.status.list", Map.of("filter", Map.of("ENTITY_ID", "DEAL_STAGE_1"))).result();

    assertThat(stages).hasSizeGreaterThan(2);
    assertThat(stages.path(0).path("STATUS_ID").asText()).isEqualTo("C1:NEW");
    assertThat(stages.path(0).path("NAME").asText()).isNotEmpty();
    assertThat(stages.path(0).path("SEMANTICS").isNull()).isTrue();
  }

  @Test
  @DisplayName(
      "REFERENCE 6.6: users by extension and activity; the brief scope hides phone numbers")
  void findsUsers() throws IOException {
    int user =
        records.addUser(
            Map.of("NAME", "Jörg", "UF_PHONE_INNER", "101", "PERSONAL_MOBILE", "+491713920009"));
    records.deactivateUser(records.addUser("Peter", "Weiß", "103"));
    Map<String, Object> byExtension = Map.of("FILTER", Map.of("UF_PHONE_INNER", "101"));
    JsonNode found = app.call("user.get", byExtension).result();
    JsonNode active = app.call("user.get", Map.of("filter", Map.of("ACTIVE", true))).result();
    sandbox.settings().scopes("user_brief");

    assertThat(found.path(0).path("ID").asInt()).isEqualTo(user);
    assertThat(found.path(0).path("PERSONAL_MOBILE").asText()).isNotEmpty();
    assertThat(active).hasSize(2);
    assertThat(app.call("user.get", byExtension).result().path(0).has("PERSONAL_MOBILE")).isFalse();
    assertThat(app.call("profile").result().path("ADMIN").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("REFERENCE 5.5: searchCrmEntities gives name and responsible in one call")
  void searchesEntities() throws IOException {
    int contact = records.addContact("Eva", "Kern", "+491");
    JsonNode hits =
        app.call("telephony.externalCall.searchCrmEntities", Map.of("PHONE_NUMBER", "+491"))
            .result();

    assertThat(hits.path(0).path("CRM_ENTITY_ID").asInt()).isEqualTo(contact);
    assertThat(hits.path(0).path("NAME").asText()).isEqualTo("Eva Kern");
    assertThat(hits.path(0).path("ASSIGNED_BY").path("ID").asText()).isEqualTo("1");
  }
}
