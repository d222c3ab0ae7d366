package simtrix.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.caller.CallerCache;
import simtrix.sandbox.EntityType;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("Cached callers follow what happens in the CRM")
class InStepIT {

  private static final String OLD = "+4930111111";
  private static final String NEW = "+4930222222";
  private static final String OTHER = "+4930333333";
  private static final String FIND = "crm.duplicate.findbycomm";

  private final RunningServer server = RunningServer.shared();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private Phone phone;

  @BeforeEach
  void open() {
    portal.sandbox.settings().offlineEvents(false).seedingFiresEvents(false);
    phone = portal.phone();
  }

  /** From now on every change in the portal is told; before, nothing was. */
  private void tell() {
    portal.sandbox.settings().seedingFiresEvents(true);
  }

  @Test
  @DisplayName("A contact has another number: the card moves there before anybody rings")
  void movedNumber() {
    int contact = portal.contactWithDeal(OLD);
    cached(OLD);
    cached(NEW);
    tell();
    movesToNew(contact);
    patience().until(() -> name(NEW).equals("Eva Kern"));
    JsonNode moved = phone.call(NEW).rings();
    assertThat(moved.path("freshness").asText()).isEqualTo("CACHED");
    assertThat(moved.path("deal").path("title").asText()).isEqualTo("Angebot 2026-17");
    assertThat(phone.call(OLD).rings().path("kind").asText()).isEqualTo("UNKNOWN");
  }

  @Test
  @DisplayName("The new number is looked up ahead: its first ring asks nobody")
  void lookedUpAhead() {
    int contact = portal.contactWithDeal(OLD);
    cached(OLD);
    tell();
    portal.sandbox.clearRequests();
    movesToNew(contact);
    CallerCache cache = server.bean(CallerCache.class);
    patience().until(() -> !cache.cardsOf(List.of(portal.id), NEW).isEmpty());
    assertThat(phone.call(NEW).rings().path("freshness").asText()).isEqualTo("CACHED");
    assertThat(calls(FIND)).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "A new deal is shown to its contacts, the second one as well, and nobody else is forgotten")
  void newDeal() {
    int first = portal.records.addContact("Eva", "Kern", OLD);
    int second = portal.records.addContact("Jan", "Wolf", NEW);
    portal.records.addContact("Ute", "Fremd", OTHER);
    List.of(OLD, NEW, OTHER).forEach(this::cached);
    tell();
    portal.sandbox.clearRequests();
    portal.records.addDeal(
        "Angebot",
        Map.of("CONTACT_ID", first, "CONTACT_IDS", List.of(first, second), "STAGE_ID", "NEW"));
    patience().until(() -> phone.caller(OLD).path("deal").path("title").asText().equals("Angebot"));
    patience()
        .untilAsserted(
            () -> {
              assertThat(phone.caller(NEW).path("freshness").asText()).isEqualTo("CACHED");
              assertThat(calls(FIND)).as("the second contact was asked for as well").isEqualTo(2);
            });
    assertThat(calls("crm.deal.contact.items.get")).isEqualTo(1);
    assertThat(phone.caller(OTHER).path("freshness").asText()).isEqualTo("CACHED");
  }

  @Test
  @DisplayName(
      "Our own lead: its number is known at once, and no other unknown caller is forgotten")
  void ownLead() {
    cached(OTHER);
    tell();
    PhoneCall missed = phone.call(OLD);
    missed.rings();
    missed.endsMissed();
    patience().until(() -> missed.status().equals("WRITTEN"));
    portal.sandbox.fireEvent(
        "ONCRMLEADADD",
        Map.of("FIELDS[ID]", String.valueOf(portal.records.leads().get(0).get("ID"))));
    patience().until(() -> phone.caller(OLD).path("kind").asText().equals("KNOWN"));
    portal.sandbox.clearRequests();
    assertThat(phone.caller(OTHER).path("freshness").asText()).isEqualTo("CACHED");
    assertThat(phone.caller(OLD).path("freshness").asText()).isEqualTo("CACHED");
    assertThat(calls(FIND)).isZero();
  }

  @Test
  @DisplayName(
      "Behind our own write an update may be an echo: the card stays, and a person's change is not lost")
  void doubtful() {
    int contact = portal.contactWithDeal(OLD);
    cached(OLD);
    PhoneCall call = phone.call(OLD);
    call.endsAnswered();
    patience().until(() -> call.status().equals("WRITTEN"));
    tell();
    portal.records.update(EntityType.CONTACT, contact, Map.of("LAST_NAME", "Kern-Maier"));
    patience()
        .until(
            () -> {
              JsonNode card = phone.caller(OLD);
              assertThat(card.path("kind").asText()).as("never without a card").isEqualTo("KNOWN");
              return card.path("caller").path("name").asText().equals("Eva Kern-Maier");
            });
  }

  @Test
  @DisplayName("What is told of calls and activities throws no card away and asks nobody")
  void otherEvents() {
    portal.contactWithDeal(OLD);
    cached(OLD);
    PhoneCall call = phone.call(OLD);
    call.endsAnswered();
    patience().until(() -> call.status().equals("WRITTEN"));
    portal.sandbox.clearRequests();
    portal.sandbox.fireEvent("ONVOXIMPLANTCALLEND", Map.of("CALL_ID", "x"));
    portal.sandbox.fireEvent("ONCRMACTIVITYADD", Map.of("FIELDS[ID]", "1"));
    assertThat(phone.caller(OLD).path("freshness").asText()).isEqualTo("CACHED");
    assertThat(calls(FIND)).isZero();
  }

  @Test
  @DisplayName("A mass update asks about what is cached alone, and does not flood the portal")
  void massUpdate() {
    int contact = portal.contactWithDeal(OLD);
    for (int i = 0; i < 150; i++) {
      portal.records.addContact("Wer", "Auch " + i, "+49305" + (100000 + i));
    }
    patience().until(() -> phone.caller(OLD).path("freshness").asText().equals("CACHED"));
    tell();
    portal.sandbox.clearRequests();
    portal
        .records
        .all(EntityType.CONTACT)
        .forEach(
            row ->
                portal.records.update(
                    EntityType.CONTACT,
                    Integer.parseInt(String.valueOf(row.get("ID"))),
                    Map.of("COMMENTS", "x")));
    portal.records.update(EntityType.CONTACT, contact, Map.of("LAST_NAME", "Kern-Maier"));
    patience().until(() -> name(OLD).equals("Eva Kern-Maier"));
    assertThat(portal.sandbox.requests()).hasSizeLessThan(30);
    assertThat(portal.sandbox.rejectedForRate()).isZero();
  }

  /** As a person does it: the number that is there gets another value (REFERENCE 6.1). */
  private void movesToNew(int contact) {
    Object phones = portal.records.find(EntityType.CONTACT, contact).orElseThrow().get("PHONE");
    Object first = ((List<?>) phones).get(0);
    portal.records.update(
        EntityType.CONTACT,
        contact,
        Map.of("PHONE", List.of(Map.of("ID", ((Map<?, ?>) first).get("ID"), "VALUE", NEW))));
  }

  private void cached(String number) {
    patience().until(() -> phone.caller(number).path("freshness").asText().equals("CACHED"));
  }

  private String name(String number) {
    return phone.caller(number).path("caller").path("name").asText();
  }

  private long calls(String method) {
    return portal.sandbox.requests().stream().filter(request -> request.calls(method)).count();
  }

  private static ConditionFactory patience() {
    return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50));
  }
}
