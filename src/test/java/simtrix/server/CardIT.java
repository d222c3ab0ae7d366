package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.sandbox.Effect;
import simtrix.sandbox.EntityType;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.RunningServer;

@DisplayName("The card on a ringing phone (DESIGN 4, 6)")
class CardIT {

  private final RunningServer server = RunningServer.shared();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();

  @Test
  @DisplayName("A contact is shown with company, responsible and open deal")
  void contact() {
    int contact = portal.contactWithDeal("+4915112345678");
    JsonNode card = phone.call("+4915112345678").rings();
    assertThat(card.path("kind").asText()).isEqualTo("KNOWN");
    assertThat(card.path("freshness").asText())
        .as("CACHED where the portal took longer than a phone waits")
        .isIn("LIVE", "CACHED");
    assertThat(card.path("matches").asInt()).isEqualTo(1);
    JsonNode caller = card.path("caller");
    assertThat(caller.path("type").asText()).isEqualTo("CONTACT");
    assertThat(caller.path("id").asInt()).isEqualTo(contact);
    assertThat(caller.path("name").asText()).isEqualTo("Eva Kern");
    assertThat(caller.path("company").asText()).isEqualTo("Muster GmbH");
    assertThat(caller.path("responsible").asText()).isEqualTo("Jan Novák");
    assertThat(caller.path("url").asText()).endsWith("/crm/contact/details/" + contact + "/");
    JsonNode deal = card.path("deal");
    assertThat(deal.path("title").asText()).isEqualTo("Angebot 2026-17");
    assertThat(deal.path("amount").asText()).isEqualTo("12500.00");
    assertThat(deal.path("currency").asText()).isEqualTo("EUR");
    assertThat(deal.path("stage").asText())
        .as("a name, not an id")
        .isNotEqualTo("NEW")
        .isNotEmpty();
    assertThat(card.path("lead").isNull()).isTrue();
  }

  @ParameterizedTest(name = "typed as {0}")
  @ValueSource(
      strings = {
        "+49 151 12345678",
        "0151/12345678",
        "015112345678",
        "004915112345678",
        "+49 1511 2345678"
      })
  @DisplayName(
      "However the CRM user typed the number, the strictest portal finds it (REFERENCE 6.1)")
  void spellings(String typed) {
    portal.records.addContact("Eva", "Kern", typed);
    assertThat(phone.caller("+4915112345678").path("kind").asText()).isEqualTo("KNOWN");
  }

  @Test
  @DisplayName("A portal that compares digits alone finds the number in its usual spelling")
  void digits() {
    portal.comparingDigits();
    portal.records.addContact("Eva", "Kern", "+49 (151) 1234-5678");
    assertThat(phone.caller("+4915112345678").path("kind").asText()).isEqualTo("KNOWN");
  }

  @Test
  @DisplayName("A company, and a lead with its status")
  void companyAndLead() {
    portal.records.addCompany("Zweirad Öztürk", "+4930111111");
    int lead = portal.records.addLead("Anfrage Messe", "+4930222222");
    JsonNode company = phone.caller("+4930111111");
    assertThat(company.path("caller").path("type").asText()).isEqualTo("COMPANY");
    assertThat(company.path("caller").path("name").asText()).isEqualTo("Zweirad Öztürk");
    JsonNode card = phone.caller("+4930222222");
    assertThat(card.path("caller").path("type").asText()).isEqualTo("LEAD");
    assertThat(card.path("lead").path("id").asInt()).isEqualTo(lead);
    assertThat(card.path("lead").path("title").asText()).isEqualTo("Anfrage Messe");
    assertThat(card.path("lead").path("stage").asText()).isNotEmpty();
  }

  @Test
  @DisplayName("Several records: contact before company before lead, and the card says how many")
  void severalKinds() {
    portal.records.addLead("Alt", "+4930333333");
    portal.records.addCompany("Firma", "+4930333333");
    portal.records.addContact("Eva", "Kern", "+4930333333");
    JsonNode card = phone.caller("+4930333333");
    assertThat(card.path("caller").path("type").asText()).isEqualTo("CONTACT");
    assertThat(card.path("matches").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("Several contacts: the one with the open deal, although another was changed later")
  void severalContacts() {
    int withDeal = portal.contactWithDeal("+4930444444");
    portal.records.addContact("Ohne", "Deal", "+4930444444");
    portal.records.addContact("Auch", "Ohne", "030 444444");
    JsonNode card = phone.caller("+4930444444");
    assertThat(card.path("caller").path("id").asInt()).isEqualTo(withDeal);
    assertThat(card.path("matches").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("A closed deal is not shown; of two open ones the one changed last is")
  void deals() {
    int contact = portal.records.addContact("Eva", "Kern", "+4930555555");
    portal.records.addDeal("Gewonnen", Map.of("CONTACT_ID", contact, "STAGE_ID", "WON"));
    portal.records.addDeal("Älter", Map.of("CONTACT_ID", contact, "STAGE_ID", "NEW"));
    int newer = portal.records.addDeal("Neuer", Map.of("CONTACT_ID", contact, "STAGE_ID", "NEW"));
    patience()
        .untilAsserted(
            () -> {
              portal.records.update(EntityType.DEAL, newer, Map.of("TITLE", "Neuer"));
              assertThat(phone.caller("+4930555555").path("deal").path("id").asInt())
                  .isEqualTo(newer);
            });
  }

  @Test
  @DisplayName("Nobody, a withheld number, the line's own number, a short code")
  void nobody() {
    assertThat(phone.call("+4930666666").rings().path("kind").asText()).isEqualTo("UNKNOWN");
    assertThat(phone.call(null).rings().path("kind").asText()).isEqualTo("ANONYMOUS");
    assertThat(phone.call("+493012345678").onLine("+493012345678").rings().path("kind").asText())
        .isEqualTo("UNKNOWN");
    assertThat(phone.call("110").rings().path("kind").asText()).isEqualTo("UNKNOWN");
  }

  @Test
  @DisplayName("The second look comes from the cache, and an event of the portal makes it forget")
  void cacheAndEvents() {
    int contact = portal.records.addContact("Eva", "Kern", "+4930777777");
    phone.caller("+4930777777");
    patience()
        .untilAsserted(
            () ->
                assertThat(phone.caller("+4930777777").path("freshness").asText())
                    .isEqualTo("CACHED"));
    portal.records.update(EntityType.CONTACT, contact, Map.of("LAST_NAME", "Kern-Maier"));
    patience()
        .untilAsserted(
            () ->
                assertThat(phone.caller("+4930777777").path("caller").path("name").asText())
                    .isEqualTo("Eva Kern-Maier"));
  }

  @Test
  @DisplayName("A number that was unknown is found as soon as somebody enters it")
  void becomesKnown() {
    assertThat(phone.caller("+4930888888").path("kind").asText()).isEqualTo("UNKNOWN");
    portal.records.addContact("Neu", "Kunde", "+4930888888");
    patience()
        .untilAsserted(
            () -> assertThat(phone.caller("+4930888888").path("kind").asText()).isEqualTo("KNOWN"));
  }

  @Test
  @DisplayName(
      "A hanging portal does not keep the phone waiting: PENDING, and the answer is there later")
  void hangingPortal() {
    portal.records.addContact("Eva", "Kern", "+4930999999");
    CountDownLatch goOn = new CountDownLatch(1);
    portal.sandbox.faults().on("crm.duplicate.findbycomm").then(Effect.late(goOn));

    assertThat(phone.call("+4930999999").ringing().json().path("kind").asText())
        .isEqualTo("PENDING");
    goOn.countDown();
    patience()
        .untilAsserted(
            () -> assertThat(phone.caller("+4930999999").path("kind").asText()).isEqualTo("KNOWN"));
  }

  @Test
  @DisplayName("Thirty phones that ring for one number at once cost one look-up")
  void singleFlight() {
    portal.sandbox.settings().seedingFiresEvents(false);
    portal.records.addContact("Eva", "Kern", "+4930101010");
    portal
        .sandbox
        .faults()
        .on("crm.duplicate.findbycomm")
        .then(Effect.slow(Duration.ofMillis(500)));
    portal.sandbox.clearRequests();
    List<CompletableFuture<JsonNode>> cards = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      cards.add(CompletableFuture.supplyAsync(() -> phone.caller("+4930101010")));
    }
    assertThat(cards)
        .allSatisfy(card -> assertThat(card.join().path("kind").asText()).isEqualTo("KNOWN"));
    assertThat(portal.sandbox.requests())
        .filteredOn(request -> request.calls("crm.duplicate.findbycomm"))
        .hasSize(1);
  }

  @Test
  @DisplayName("One portal never sees what another one knows")
  void portalsAreApart() {
    portal.records.addContact("Eva", "Kern", "+4930202020");
    phone.caller("+4930202020");
    try (InstalledPortal other = InstalledPortal.on(server)) {
      assertThat(other.phone().caller("+4930202020").path("kind").asText()).isEqualTo("UNKNOWN");
    }
  }

  @Test
  @DisplayName("A contact without an open deal shows its open lead")
  void leadOfContact() {
    int contact = portal.records.addContact("Eva", "Kern", "+4930303030");
    int lead =
        portal.records.add(EntityType.LEAD, Map.of("TITLE", "Nachfrage", "CONTACT_ID", contact));
    JsonNode card = phone.caller("+4930303030");
    assertThat(card.path("caller").path("type").asText()).isEqualTo("CONTACT");
    assertThat(card.path("lead").path("id").asInt()).isEqualTo(lead);
  }
}
