package simtrix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;

@DisplayName("Phones and portals are looked after by clicking")
class ConsoleFleetIT {

  private static final Words WORDS = Words.of("en-GB");

  private static SupportDesk desk;
  private static ConsoleBrowser browser;
  private Page page;

  @BeforeAll
  static void open() {
    desk = SupportDesk.shared();
    browser = new ConsoleBrowser(desk.server.address());
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @BeforeEach
  void logIn() {
    page =
        browser.loggedIn(
            SupportDesk.ADMIN, SupportDesk.ADMIN_PASSWORD, "en-GB", ColorScheme.LIGHT, 1440);
  }

  @Test
  @DisplayName("A phone is renamed, and revoked after a question that says what is lost")
  void phone() {
    Phone phone = desk.support.pair(desk.portal.id, desk.portal.user);
    page.navigate("/console/phones");
    Locator newest =
        page.locator(".phone")
            .filter(
                new Locator.FilterOptions()
                    .setHas(page.locator("a[href$='device=" + phone.deviceId + "']")));
    newest.locator("summary").click();
    newest.getByLabel(WORDS.text("phone.name")).fill("Phone of the test");
    newest.locator(".inline button").click();
    assertThat(page.locator("main"))
        .containsText(WORDS.text("done.renameDevice", "Phone of the test"));

    page.getByLabel(WORDS.text("phone.revoke") + ": Phone of the test").click();
    Locator question = page.locator("dialog[open]");
    assertThat(question).containsText(WORDS.text("ask.revoke", "Phone of the test"));
    button(question, WORDS.text("phone.revoke")).click();
    assertThat(page.locator("main"))
        .containsText(WORDS.text("done.revokeDevice", "Phone of the test"));
    assertThat(phone.get(UUID.randomUUID()).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("The code that is shown pairs a phone, and is shown once")
  void pairingCode() {
    page.navigate("/console/phones/pair");
    page.getByLabel(WORDS.text("filter.portal")).selectOption(String.valueOf(desk.portal.id));
    page.getByLabel(WORDS.text("field.userId")).fill(String.valueOf(desk.portal.user));
    page.getByLabel(WORDS.text("phone.name")).fill("New one");
    button(page.locator("main"), WORDS.text("pair.button")).click();
    assertThat(page.locator(".typed")).hasText(Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}"));
    assertThat(page.locator("#code a").first())
        .hasAttribute("href", Pattern.compile("simtrix://pair\\?.*"));
    page.reload();
    assertThat(page.locator(".typed")).hasCount(0);
  }

  @Test
  @DisplayName("The app is offered with its fingerprint to a phone that is not paired yet")
  void app() throws Exception {
    Files.deleteIfExists(SupportDesk.APP);
    page.navigate("/console/phones/pair");
    assertThat(page.locator("main")).containsText(WORDS.text("app.missing"));
    HttpClient phone = HttpClient.newHttpClient();
    HttpRequest download =
        HttpRequest.newBuilder(desk.server.address().resolve("/phone/simtrix.apk")).build();
    assertThat(phone.send(download, BodyHandlers.discarding()).statusCode()).isEqualTo(404);

    byte[] bytes = SupportDesk.offerApp();
    page.reload();
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertThat(page.locator(".fingerprint")).hasText(sha256);
    HttpResponse<byte[]> got = phone.send(download, BodyHandlers.ofByteArray());
    assertThat(got.body()).isEqualTo(bytes);
    assertThat(got.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.android.package-archive");
    assertThat(got.headers().firstValue("ETag")).hasValue('"' + sha256 + '"');
  }

  @Test
  @DisplayName("A portal is paused after a question, says by whom, and goes on")
  void portal() {
    try (InstalledPortal paused = InstalledPortal.on(desk.server)) {
      String host = URI.create(paused.sandbox.clientEndpoint()).getAuthority();
      page.navigate("/console/portals");
      page.getByLabel(WORDS.text("portal.pause") + ": " + host).click();
      Locator question = page.locator("dialog[open]");
      assertThat(question).containsText(WORDS.text("ask.pause", host));
      button(question, WORDS.text("portal.pause")).click();
      Locator card = page.locator(".portal", new Page.LocatorOptions().setHasText(host));
      assertThat(card).containsText("Paused by " + SupportDesk.ADMIN);
      page.getByLabel(WORDS.text("portal.resume") + ": " + host).click();
      assertThat(card.locator(".pill").first()).hasText(WORDS.text("state.ACTIVE"));
    }
  }

  @Test
  @DisplayName("Recordings are allowed and forbidden after a question, and the audit says by whom")
  void recordings() {
    try (InstalledPortal portal = InstalledPortal.on(desk.server)) {
      String host = URI.create(portal.sandbox.clientEndpoint()).getAuthority();
      page.navigate("/console/portals");
      page.getByLabel(WORDS.text("portal.recordings.allow") + ": " + host).click();
      Locator question = page.locator("dialog[open]");
      assertThat(question).containsText(WORDS.text("ask.recordings.allow", host));
      button(question, WORDS.text("portal.recordings.allow")).click();
      assertThat(page.locator("main")).containsText(WORDS.text("done.switchRecordings.true", host));
      assertThat(portal.phone().settings().path("recording").asBoolean()).isTrue();
      page.getByLabel(WORDS.text("portal.recordings.forbid") + ": " + host).click();
      button(question, WORDS.text("portal.recordings.forbid")).click();
      assertThat(page.locator("main"))
          .containsText(WORDS.text("done.switchRecordings.false", host));
      assertThat(desk.support.get("/audit?action=switchRecordings").json().path("total").asInt())
          .isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  @DisplayName(
      "A phone that was not heard of for a day comes first, with what to do, and is counted")
  void silentPhone() {
    Phone phone = desk.support.pair(desk.portal.id, desk.portal.user);
    phone.heartbeat(Map.of("queueLength", 0));
    desk.server
        .bean(JdbcClient.class)
        .sql("update device set last_seen_at = now() - interval 25 hour where id = ?")
        .param(phone.deviceId)
        .update();
    page.navigate("/console/phones");
    Locator first = page.locator(".phone").first();
    assertThat(first).containsText(WORDS.text("phone.health.SILENT"));
    assertThat(first).containsText(WORDS.text("phone.health.SILENT.do"));
    page.navigate("/console");
    assertThat(page.locator(".needs a[href='/console/phones']"))
        .containsText(WORDS.text("need.troubled.text"));
    assertThat(
            StreamSupport.stream(desk.support.get("/devices").json().spliterator(), false)
                .filter(row -> row.path("id").asText().equals(phone.deviceId))
                .findFirst()
                .orElseThrow()
                .at("/health/0")
                .asText())
        .isEqualTo("SILENT");
    desk.support.post("/devices/" + phone.deviceId + "/revoke", null);
  }

  private static Locator button(Locator part, String name) {
    return part.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }
}
