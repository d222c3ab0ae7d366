package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.server.CallIT.patience;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import simtrix.call.CallJournal;
import simtrix.sandbox.Effect;
import simtrix.sandbox.EntityType;
import simtrix.sandbox.SandboxSettings.CrmMode;
import simtrix.testing.GuideChange;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.TestServer;

@DisplayName("docs/integration-guide.md: each of the five changes does what it says")
class IntegrationGuideIT {

  private record Sms(String key, String authorization, String body) {}

  private static final String PRINTED_ADDRESS = "https://sms.example.com/v1/messages";
  private static final String KNOWN = "+4915112345678";
  private static final String NEW = "+4930222222";

  /** What the provider was asked to send; it takes none of the first. */
  private static final List<Sms> MESSAGES = new CopyOnWriteArrayList<>();

  @TempDir private static Path folder;
  private static HttpServer provider;
  private static RunningServer server;

  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();

  @BeforeAll
  static void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext("/v1/messages", IntegrationGuideIT::take);
    provider.start();
    GuideChange.copyHouse(folder);
    GuideChange.all().values().forEach(change -> change.applyTo(folder));
    Path settings = folder.resolve("config").resolve("application.yaml");
    String text = Files.readString(settings);
    assertThat(text).contains(PRINTED_ADDRESS);
    Files.writeString(
        settings,
        text.replace(
            PRINTED_ADDRESS,
            "http://127.0.0.1:%d/v1/messages".formatted(provider.getAddress().getPort())));
    server =
        RunningServer.with(
            Map.of(
                "camel.main.routes-include-pattern",
                "file:" + folder.resolve("routes") + "/*.camel.yaml",
                "spring.config.additional-location",
                "file:" + folder.resolve("config") + "/",
                "simtrix.scenarios",
                folder.resolve("config").resolve("scenarios.yaml"),
                "sms.token",
                "token-of-the-test",
                "simtrix.retry-delays",
                TestServer.LEFT_TO_THE_FILE));
  }

  @AfterAll
  static void stop() {
    server.stop();
    provider.stop(0);
  }

  @Test
  @DisplayName("The guide has these five, and no other")
  void five() {
    assertThat(GuideChange.all().keySet())
        .containsExactly(
            "Another pipeline for unknown callers",
            "An extra field on the lead",
            "A second CRM call",
            "Another retry plan",
            "An SMS after a missed call");
  }

  @Test
  @DisplayName("Another pipeline for unknown callers; the extra field goes to the deal there")
  void pipeline() {
    portal.sandbox.settings().crmMode(CrmMode.SIMPLE);
    awaitStatus(missed(NEW), "WRITTEN");
    assertThat(portal.records.all(EntityType.DEAL))
        .singleElement()
        .satisfies(
            deal ->
                assertThat(deal)
                    .containsEntry("CATEGORY_ID", "3")
                    .containsEntry("STAGE_ID", "C3:NEW")
                    .containsEntry("UF_CRM_CHANNEL", "Telephone, " + NEW));
  }

  @Test
  @DisplayName("An extra field on the lead")
  void field() {
    awaitStatus(missed(NEW), "WRITTEN");
    assertThat(portal.records.leads())
        .singleElement()
        .satisfies(
            lead ->
                assertThat(lead)
                    .containsEntry("UF_CRM_CHANNEL", "Telephone, " + NEW)
                    .containsEntry("SOURCE_ID", "CALL"));
  }

  @Test
  @DisplayName("A second CRM call: of a missed call, and of a contact")
  void secondCall() {
    portal.contactWithDeal(KNOWN);
    PhoneCall answered = phone.call(KNOWN);
    answered.endsAnswered();
    awaitStatus(answered, "WRITTEN");
    assertThat(contact()).doesNotContainKey("UF_CRM_MISSED_LAST");
    awaitStatus(missed(KNOWN), "WRITTEN");
    assertThat(contact()).containsEntry("UF_CRM_MISSED_LAST", "2026-11-24T10:00:00+01:00");
    awaitStatus(missed(NEW), "WRITTEN");
  }

  @Test
  @DisplayName("A second CRM call that is refused: the call stands, and support hears of it")
  void secondCallRefused() {
    portal.contactWithDeal(KNOWN);
    portal
        .sandbox
        .faults()
        .on("crm.contact.update")
        .then(Effect.methodError(400, "ACCESS_DENIED", "Access denied"));
    PhoneCall call = missed(KNOWN);
    awaitStatus(call, "DEAD");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
    server.support().retry(server.support().deadLetter(call.id).orElseThrow());
    awaitStatus(call, "WRITTEN");
    assertThat(contact()).containsEntry("UF_CRM_MISSED_LAST", "2026-11-24T10:00:00+01:00");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("Another retry plan: the first pause is the one that the file has")
  void retryPlan() {
    portal.contactWithDeal(KNOWN);
    portal.sandbox.faults().on("telephony.externalCall.finish").always().then(Effect.html(502));
    Instant before = Instant.now();
    PhoneCall call = missed(KNOWN);
    awaitStatus(call, "RETRYING");
    Instant next =
        server.bean(CallJournal.class).find(call.id).orElseThrow().nextAttemptAt().orElseThrow();
    assertThat(Duration.between(before, next))
        .isBetween(Duration.ofSeconds(55), Duration.ofMinutes(2));
  }

  @Test
  @DisplayName(
      "An SMS after a missed call: once, although the provider is down at first and the phone tells the call three times")
  void sms() {
    PhoneCall answered = phone.call(NEW);
    answered.endsAnswered();
    PhoneCall withheld = missed(null);
    PhoneCall call = missed(NEW);
    call.endsMissed();
    awaitStatus(call, "WRITTEN");
    call.endsMissed();
    patience().untilAsserted(() -> assertThat(messagesOf(call)).hasSize(2));
    PhoneCall another = missed("+4930333333");
    patience().untilAsserted(() -> assertThat(messagesOf(another)).hasSize(2));

    assertThat(messagesOf(call)).hasSize(2);
    assertThat(messagesOf(answered)).isEmpty();
    assertThat(messagesOf(withheld)).isEmpty();
    assertThat(Set.copyOf(messagesOf(call)))
        .containsExactly(
            new Sms(
                call.id.toString(),
                "Bearer token-of-the-test",
                "{\"to\": \"%s\", \"text\": \"We missed your call and will ring you back today.\"}"
                    .formatted(NEW)));
  }

  private PhoneCall missed(String number) {
    PhoneCall call = phone.call(number);
    assertThat(call.endsMissed().status()).isEqualTo(202);
    return call;
  }

  private Map<String, Object> contact() {
    return portal.records.all(EntityType.CONTACT).get(0);
  }

  private static List<Sms> messagesOf(PhoneCall call) {
    return MESSAGES.stream().filter(sms -> sms.key().equals(call.id.toString())).toList();
  }

  private static void take(HttpExchange request) throws IOException {
    Sms sms =
        new Sms(
            request.getRequestHeaders().getFirst("Idempotency-Key"),
            request.getRequestHeaders().getFirst("Authorization"),
            new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    boolean first = MESSAGES.stream().noneMatch(before -> before.key().equals(sms.key()));
    MESSAGES.add(sms);
    request.sendResponseHeaders(first ? 503 : 202, -1);
    request.close();
  }
}
