package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.server.CallIT.patience;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.Notice;
import simtrix.sandbox.SandboxSettings.CrmMode;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("docs/scenarios-guide.md: every example does what it says")
class ScenariosGuideIT {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "### (?<title>[^\\n]+)\\n[^#]*?```yaml\\nportals:\\n  acme\\.bitrix24\\.de:\\n(?<rules>.*?)```",
          Pattern.DOTALL);
  private static final String KNOWN = "+4915112345678";
  private static final String NEW = "+4930222222";

  private final RunningServer server = RunningServer.shared();
  private final Map<String, Consumer<Phone>> checks =
      Map.of(
          "Call back within two hours", this::callBack,
          "New customers go round", this::roundRobin,
          "Every new number is a lead", this::everyNumber,
          "A portal without leads", this::withoutLeads,
          "Somebody looks after withheld numbers", this::withheld,
          "Private calls stay private", this::declined,
          "Companies before people, and Bitrix24's own card", this::companies);
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final int other = portal.records.addUser("Eva", "Sommer", "102");

  static Stream<String> titles() throws IOException {
    return examples().keySet().stream();
  }

  @Test
  @DisplayName("Every example is tried")
  void all() throws IOException {
    assertThat(examples().keySet()).isEqualTo(checks.keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("titles")
  @DisplayName("An example of the guide")
  void example(String title) throws IOException {
    server
        .rules()
        .give(
            portal,
            examples()
                .get(title)
                .replace("[12, 15]", "[" + portal.user + ", " + other + "]")
                .replace("for: 15", "for: " + other));
    checks.get(title).accept(portal.phone());
  }

  private void callBack(Phone phone) {
    int contact = portal.contactWithDeal(KNOWN);
    awaitStatus(missed(phone, KNOWN), "WRITTEN");
    assertThat(portal.sandbox.tasks())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task).containsEntry("RESPONSIBLE_ID", String.valueOf(portal.user));
              assertThat((List<?>) task.get("UF_CRM_TASK")).asString().contains("C_" + contact);
              assertThat((List<?>) task.get("UF_CRM_TASK")).hasSize(2);
            });
  }

  private void roundRobin(Phone phone) {
    awaitStatus(missed(phone, NEW), "WRITTEN");
    awaitStatus(missed(phone, "+4930333333"), "WRITTEN");
    List<String> both = List.of(String.valueOf(portal.user), String.valueOf(other));
    assertThat(portal.records.leads())
        .extracting(lead -> lead.get("ASSIGNED_BY_ID"))
        .containsExactlyElementsOf(both);
    assertThat(portal.records.leads().get(0)).containsEntry("TITLE", "New caller " + NEW);
    assertThat(portal.sandbox.tasks())
        .extracting(task -> task.get("RESPONSIBLE_ID"))
        .containsExactlyElementsOf(both);
    assertThat(portal.sandbox.notices())
        .extracting(Notice::userId)
        .containsExactly(portal.user, other);
  }

  private void everyNumber(Phone phone) {
    PhoneCall answered = phone.call(NEW);
    answered.endsAnswered();
    PhoneCall declined = phone.call("+4930333333");
    declined.endsRejected();
    PhoneCall missed = missed(phone, "+4930444444");
    List.of(answered, declined, missed).forEach(call -> awaitStatus(call, "WRITTEN"));
    assertThat(portal.records.leads()).hasSize(3);
  }

  private void withoutLeads(Phone phone) {
    portal.sandbox.settings().crmMode(CrmMode.SIMPLE);
    awaitStatus(missed(phone, NEW), "WRITTEN");
    assertThat(portal.records.all(EntityType.CONTACT)).hasSize(1);
    assertThat(portal.records.all(EntityType.DEAL))
        .singleElement()
        .satisfies(deal -> assertThat(deal).containsEntry("STAGE_ID", "PREPARATION"));
  }

  private void withheld(Phone phone) {
    awaitStatus(missed(phone, null), "LOCAL");
    assertThat(portal.sandbox.notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.userId()).isEqualTo(other);
              assertThat(notice.text()).isEqualTo("Somebody called without a number.");
            });
  }

  private void declined(Phone phone) {
    portal.contactWithDeal(KNOWN);
    PhoneCall call = phone.call(KNOWN);
    call.endsRejected();
    awaitStatus(call, "LOCAL");
    awaitStatus(missed(phone, KNOWN), "WRITTEN");
    assertThat(portal.records.statistics()).hasSize(1);
  }

  private void companies(Phone phone) {
    portal.contactWithDeal(KNOWN);
    portal.records.addCompany("Muster GmbH", KNOWN);
    PhoneCall call = phone.call(KNOWN);
    assertThat(call.rings().at("/caller/type").asText()).isEqualTo("COMPANY");
    patience().until(() -> portal.records.unfinishedCalls().size() == 1);
    call.endsAnswered();
    awaitStatus(call, "WRITTEN");
    assertThat(portal.records.unfinishedCalls()).isEmpty();
  }

  private static PhoneCall missed(Phone phone, String number) {
    PhoneCall call = phone.call(number);
    assertThat(call.endsMissed().status()).isEqualTo(202);
    return call;
  }

  private static Map<String, String> examples() throws IOException {
    Map<String, String> examples = new LinkedHashMap<>();
    EXAMPLE
        .matcher(Files.readString(Path.of("docs", "scenarios-guide.md")))
        .results()
        .forEach(found -> examples.put(found.group(1), found.group(2).indent(-4)));
    return examples;
  }
}
