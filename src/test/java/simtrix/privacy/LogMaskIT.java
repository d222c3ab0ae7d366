package simtrix.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.Effect;
import simtrix.sandbox.EntityType;
import simtrix.testing.DeadCalls;
import simtrix.testing.InstalledPortal;
import simtrix.testing.LoggedLines;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;
import simtrix.testing.TestServer;

@DisplayName(
    "No number, name or title is in a log at INFO or above (DESIGN 9), and no secret at DEBUG either")
class LogMaskIT {

  private static final String KNOWN = "1575550101";
  private static final String UNKNOWN = "1575550102";
  private static final String FAILING = "1575550103";
  private static final String DEAD = "1575550104";
  private static final String ASKED = "1575550105";
  private static final String LINE = "1575550106";
  private static final String REFUSED = "1575550107";
  private static final List<String> NUMBERS =
      List.of(KNOWN, UNKNOWN, FAILING, DEAD, ASKED, LINE, REFUSED);
  private static final List<String> NAMES =
      List.of(
          "Kunigunde", "Hohenzollern", "Geheimprojekt", "Tulpenfeld", "Nachttresor", "Wachtelei");

  private final RunningServer server = RunningServer.shared();
  private final Support support = server.support();
  private final List<String> secrets =
      new ArrayList<>(
          List.of(TestServer.PASSWORD, TestServer.CLIENT_SECRET, "a-wrong-password-of-somebody"));
  private LoggedLines log;
  private InstalledPortal portal;
  private Phone phone;

  @BeforeEach
  void open() throws IOException {
    log = new LoggedLines();
    portal = InstalledPortal.on(server);
    install();
    phone = portal.phone();
    secrets.add(phone.token);
  }

  @AfterEach
  void close() {
    log.close();
    portal.close();
  }

  @Test
  @DisplayName("Calls of every kind, portals that say too much, and requests that are wrong")
  void everything() throws Exception {
    int company = portal.records.addCompany("Tulpenfeld KG");
    int contact =
        portal.records.add(
            EntityType.CONTACT,
            Map.of(
                "NAME",
                "Kunigunde",
                "LAST_NAME",
                "Hohenzollern",
                "COMPANY_ID",
                company,
                "PHONE",
                simtrix.sandbox.SandboxRecords.phones("+49" + KNOWN)));
    portal.records.addDeal("Geheimprojekt", Map.of("CONTACT_ID", contact, "STAGE_ID", "NEW"));
    cards();
    calls();
    deadLetters();
    eventsAndTokens();
    wrongRequests();
    privacy();
    assertNothingIsSaid();
  }

  private void install() throws IOException {
    Map<String, String> form = portal.sandbox.installForm();
    secrets.add(form.get("auth[access_token]"));
    secrets.add(form.get("auth[refresh_token]"));
    secrets.add(form.get("auth[application_token]"));
    post("/bitrix24/install", "application/x-www-form-urlencoded", form(form));
  }

  private void cards() {
    phone.caller("+49" + KNOWN);
    phone.caller("0" + ASKED);
    portal
        .sandbox
        .faults()
        .on("crm.duplicate.findbycomm")
        .then(Effect.error(400, "", "Kunigunde Hohenzollern (+49 157 5550105) is locked"));
    portal.records.delete(EntityType.CONTACT, portal.records.addContact("Wachtelei", "x"));
    phone.call("+49" + REFUSED).onLine("+49" + LINE).rings();
    DeadCalls.patience().until(portal.sandbox.faults()::allMet);
  }

  private void calls() {
    done(phone.call("+49" + KNOWN).onLine("+49" + LINE), true);
    done(phone.call("+49" + UNKNOWN), false);
    done(phone.call(null), false);
    portal
        .sandbox
        .faults()
        .on("telephony.externalCall.register")
        .times(2)
        .then(Effect.methodError(500, "INTERNAL_SERVER_ERROR", "Nachttresor +49" + FAILING));
    portal.records.addContact("Kunigunde", "Zwei", "+49" + FAILING);
    done(phone.call("+49" + FAILING), true);
  }

  private void deadLetters() {
    portal.records.addContact("Kunigunde", "Drei", "+49" + DEAD);
    portal
        .sandbox
        .faults()
        .on("telephony.externalCall.register")
        .then(
            Effect.methodError(400, "ERROR_CORE", "Nachttresor, Tel. 0157 5550104, ist gesperrt"));
    PhoneCall dead = phone.call("+49" + DEAD);
    dead.endsAnswered();
    DeadCalls.patience().until(() -> dead.status().equals("DEAD"));
    DeadCalls.patience().until(() -> support.deadLetter(dead.id).isPresent());
    long letter = support.deadLetter(dead.id).orElseThrow().path("id").asLong();
    support.post("/dead-letters/" + letter + "/note", Map.of("text", "Wachtelei"));
    support.post(
        "/dead-letters/" + letter + "/edit-retry",
        Map.of("payload", Map.of("number", "+49" + DEAD, "leadTitle", "Geheimprojekt")));
    DeadCalls.patience().until(() -> List.of("WRITTEN", "DEAD").contains(dead.status()));
  }

  private void eventsAndTokens() throws IOException {
    portal
        .sandbox
        .faults()
        .on("event.offline.get")
        .then(Effect.error(400, "ERROR_CORE", "Nachttresor +49" + KNOWN));
    post(
        "/bitrix24/events",
        "application/x-www-form-urlencoded",
        "event=ONCRMCONTACTUPDATE&data[FIELDS][NAME]=Kunigunde&auth[application_token]=a-wrong-password-of-somebody");
    portal.sandbox.faults().onAny().then(Effect.expiredToken());
    done(phone.call("+49" + KNOWN), true);
  }

  private void wrongRequests() throws IOException {
    phone.put(UUID.randomUUID(), "{\"number\": \"+49" + ASKED + "\", \"name\": Kunigunde");
    phone.put(UUID.randomUUID(), Map.of("number", "+49" + ASKED, "state", "Kunigunde"));
    String coded = URLEncoder.encode("+49" + ASKED, StandardCharsets.UTF_8);
    support.get("/calls?number=" + coded);
    support.get("/calls?number=" + coded + "&from=Kunigunde");
    support.get("/dead-letters?q=" + coded);
    support.get("/nothing/" + coded + "?name=Kunigunde");
    post("/bridge/v1/callers?number=" + coded, "text/plain", "Kunigunde +49" + ASKED);
    String wrong =
        Base64.getEncoder()
            .encodeToString("admin:a-wrong-password-of-somebody".getBytes(StandardCharsets.UTF_8));
    send(
        HttpRequest.newBuilder(server.address().resolve("/support/api/v1/portals"))
            .header("Authorization", "Basic " + wrong));
    send(
        HttpRequest.newBuilder(server.address().resolve("/console/calls?number=" + coded))
            .header("Authorization", "Bearer a-wrong-password-of-somebody"));
  }

  private void privacy() {
    for (String operation : List.of("reports", "exports", "deletions")) {
      support.post("/privacy/" + operation, Map.of("number", "0" + KNOWN));
    }
    support.post("/privacy/deletions", Map.of("number", "Kunigunde"));
  }

  private void assertNothingIsSaid() {
    List<String> lines = log.lines(Level.INFO);
    assertThat(lines).as("something was logged").hasSizeGreaterThan(5);
    assertThat(lines).anyMatch(line -> line.contains("is given up"));
    for (String line : lines) {
      String digits = line.replaceAll("[ ()/.\u00a0+-]", "");
      assertThat(NUMBERS).as(line).noneMatch(digits::contains);
      assertThat(NAMES).as(line).noneMatch(line::contains);
    }
    assertThat(log.lines(Level.DEBUG))
        .filteredOn(line -> secrets.stream().anyMatch(line::contains))
        .isEmpty();
  }

  private static void done(PhoneCall call, boolean answered) {
    assertThat((answered ? call.endsAnswered() : call.endsMissed()).status()).isEqualTo(202);
    DeadCalls.patience().until(() -> List.of("WRITTEN", "LOCAL").contains(call.status()));
  }

  private void post(String path, String type, String body) throws IOException {
    send(
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private static void send(HttpRequest.Builder request) throws IOException {
    try {
      HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String form(Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach(
        (name, value) ->
            pairs.add(
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }
}
