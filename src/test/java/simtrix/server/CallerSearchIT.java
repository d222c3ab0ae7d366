package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import simtrix.bitrix24.CallerSearch;
import simtrix.bitrix24.FoundCaller;
import simtrix.bitrix24.FoundCaller.Search;
import simtrix.bitrix24.Urgency;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.SandboxRecords;
import simtrix.testing.InstalledPortal;
import simtrix.testing.RunningServer;

@DisplayName("A write finds the same caller as a ringing phone, with fewer commands (DESIGN 6)")
class CallerSearchIT {

  private static final String NUMBER = "+4915112345678";

  private static final String MISLEADING_SPELLING = "15112345678";

  private final RunningServer server = RunningServer.shared();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);

  @BeforeEach
  void open() {
    portal.sandbox.settings().seedingFiresEvents(false);
  }

  @ParameterizedTest
  @EnumSource(Urgency.class)
  @DisplayName("A contact with company, responsible and deal")
  void contact(Urgency urgency) {
    int contact = portal.contactWithDeal(NUMBER);
    FoundCaller caller = find(urgency).caller().orElseThrow();
    assertThat(caller.id()).isEqualTo(contact);
    assertThat(caller.company()).contains("Muster GmbH");
    assertThat(caller.responsible()).contains("Jan Novák");
    assertThat(caller.deal().orElseThrow().title()).isEqualTo("Angebot 2026-17");
    assertThat(caller.deal().orElseThrow().stage()).isNotEqualTo("NEW");
  }

  @ParameterizedTest
  @EnumSource(Urgency.class)
  @DisplayName("A company before a lead, and both are counted")
  void companyBeforeLead(Urgency urgency) {
    portal.records.addLead("Anfrage", NUMBER);
    int company = portal.records.addCompany("Muster GmbH", NUMBER);
    Search found = find(urgency);
    assertThat(found.matches()).isEqualTo(2);
    assertThat(found.caller().orElseThrow().id()).isEqualTo(company);
  }

  @ParameterizedTest
  @EnumSource(Urgency.class)
  @DisplayName("Contacts that do not carry the number themselves do not hide the lead that does")
  void strangers(Urgency urgency) {
    strange("Eins");
    strange("Zwei");
    int lead = portal.records.addLead("Anfrage", NUMBER);
    Search found = find(urgency);
    assertThat(found.matches()).isEqualTo(1);
    assertThat(found.caller().map(FoundCaller::id)).contains((long) lead);
  }

  @ParameterizedTest
  @EnumSource(Urgency.class)
  @DisplayName("Twenty leads do not hide the contact (REFERENCE 6.2)")
  void manyLeads(Urgency urgency) {
    IntStream.range(0, 20).forEach(i -> portal.records.addLead("Anfrage " + i, NUMBER));
    int contact = portal.contactWithDeal(NUMBER);
    assertThat(find(urgency).caller().map(FoundCaller::id)).contains((long) contact);
  }

  @Test
  @DisplayName("A write pays one command for a caller that nobody knows, six for a contact")
  void sparingly() {
    assertThat(find(Urgency.WRITE).caller()).isEmpty();
    assertThat(commands()).isEqualTo(1);
    portal.contactWithDeal(NUMBER);
    find(Urgency.LOOK_UP);
    portal.sandbox.clearRequests();
    assertThat(find(Urgency.WRITE).caller()).isPresent();
    assertThat(commands()).isEqualTo(6);
  }

  /** The portal names it for one of the spellings, but that is another country's number. */
  private void strange(String name) {
    portal.records.add(
        EntityType.CONTACT,
        Map.of("NAME", name, "PHONE", SandboxRecords.phones(MISLEADING_SPELLING)));
  }

  private Search find(Urgency urgency) {
    return server
        .bean(CallerSearch.class)
        .find(
            portal.id,
            List.of(NUMBER, MISLEADING_SPELLING),
            Set.of(NUMBER.substring(1)),
            List.of(simtrix.bitrix24.EntityType.values()),
            urgency)
        .join();
  }

  private long commands() {
    return portal.sandbox.requests().stream()
        .flatMap(
            request ->
                request.commands().isEmpty()
                    ? Stream.of(request.method())
                    : request.commands().stream())
        .filter(method -> method.startsWith("crm.") || method.equals("user.get"))
        .count();
  }
}
