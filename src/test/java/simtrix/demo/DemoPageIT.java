package simtrix.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import simtrix.testing.TestServer;

@DisplayName("The newcomer's page in a real browser: everything by clicking (DESIGN 8)")
class DemoPageIT {

  private static final String EVA = "+491713920001";
  private static final String UNKNOWN = "+491713920099";
  private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  private static ConfigurableApplicationContext demo;
  private static Playwright playwright;
  private static Browser browser;
  private static String address;

  @BeforeAll
  static void start() {
    int port = TestServer.freePort();
    address = "http://127.0.0.1:" + port + "/demo";
    demo =
        DemoApplication.start(
            "--server.port=" + port,
            "--simtrix.data=" + Path.of("target", "demo-" + UUID.randomUUID()));
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
  }

  @AfterAll
  static void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  @DisplayName(
      "Known and answered: the panel shows name and deal, and the call appears on the timeline")
  void knownCaller() {
    Page page = open("en-GB", ColorScheme.LIGHT, 1440);
    ring(page, EVA);
    assertThat(page.locator("#screen")).containsText("Eva Kern");
    assertThat(page.locator("#screen")).containsText("Angebot Fräsmaschine 2026-17");
    act(page, "answer");
    act(page, "decline");
    assertThat(page.locator("#timeline")).containsText("Answered call", PATIENTLY);
    assertThat(page.locator("#timeline")).containsText("linked to Angebot Fräsmaschine 2026-17");
    page.close();
  }

  @Test
  @DisplayName("Unknown and missed: a lead, in German")
  void unknownCaller() {
    Page page = open("de-DE", ColorScheme.DARK, 1440);
    ring(page, UNKNOWN);
    act(page, "ignore");
    assertThat(page.locator("#leads")).containsText("Verpasster Anruf von " + UNKNOWN, PATIENTLY);
    assertThat(page.locator("#leads")).containsText("von SIMtrix angelegt");
    page.close();
  }

  @Test
  @DisplayName("Bitrix24 down and up again: the call waits safely and appears exactly once")
  void portalDown() {
    Page page = open("en-GB", ColorScheme.LIGHT, 1440);
    String other = "+491713920002";
    page.locator("[data-mood=DOWN]").click();
    ring(page, other);
    act(page, "ignore");
    assertThat(page.locator("#calls li").first()).containsText("retrying", PATIENTLY);
    page.locator("[data-mood=NORMAL]").click();
    assertThat(page.locator("#calls li").first()).containsText("written", PATIENTLY);
    assertThat(page.locator("#timeline > li")).hasCount(1);
    page.close();
  }

  @Test
  @DisplayName("Bitrix24 refuses: a dead letter, and one click that puts it right")
  void deadLetter() {
    Page page = open("de-DE", ColorScheme.LIGHT, 1440);
    page.locator("[data-mood=REFUSING]").click();
    ring(page, "+491713920003");
    act(page, "decline");
    assertThat(page.locator("#letters")).containsText("ERROR_CORE", PATIENTLY);
    page.locator("[data-mood=NORMAL]").click();
    page.locator("#letters button").click();
    assertThat(page.locator("#timeline")).containsText("Abgelehnter Anruf", PATIENTLY);
    assertThat(page.locator("#letters")).containsText("Nichts Unzustellbares.");
    page.close();
  }

  @Test
  @DisplayName(
      "No network, and everything twice: the phone keeps its events, the call appears once")
  void withoutNetwork() {
    Page page = open("en-GB", ColorScheme.LIGHT, 1440);
    page.locator("label:has(#trouble-offline)").click();
    page.locator("label:has(#trouble-twice)").click();
    ring(page, "+491713920004");
    act(page, "answer");
    act(page, "decline");
    assertThat(page.locator("#screen")).containsText("3 events are waiting");
    page.locator("label:has(#trouble-offline)").click();
    assertThat(page.locator("#calls li").first()).containsText("written", PATIENTLY);
    assertThat(page.locator("#timeline > li")).hasCount(1);
    page.close();
  }

  @Test
  @DisplayName("The switches for language and appearance work and are remembered")
  void switches() {
    Page page = open("en-GB", ColorScheme.LIGHT, 1440);
    page.locator("[data-language=de]").click();
    page.locator("#theme").click();
    page.reload();
    assertThat(page.locator("#callers-title")).hasText("Wer ruft an?");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    page.close();
  }

  @ParameterizedTest(name = "{0}, {1} wide")
  @CsvSource({"de-DE,390", "en-GB,390", "de-DE,1440"})
  @DisplayName("No text is missing, no error is in the console, and nothing sticks out sideways")
  void everyLanguageAndWidth(String locale, int width) {
    Page page = browser.newContext(context(locale, ColorScheme.LIGHT, width)).newPage();
    StringBuilder errors = new StringBuilder();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            errors.append(message.text()).append('\n');
          }
        });
    page.onPageError(errors::append);
    page.navigate(address);
    assertThat(page.locator("#caller-list")).containsText("Eva Kern");
    assertThat(page.locator("body"))
        .not()
        .containsText(Pattern.compile("\\b(tour|phone|status|mood|trouble)\\.[a-z]"));
    Assertions.assertEquals(
        true,
        page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    Assertions.assertEquals("", errors.toString());
    page.close();
  }

  private static Page open(String locale, ColorScheme scheme, int width) {
    Page page = browser.newContext(context(locale, scheme, width)).newPage();
    page.navigate(address);
    assertThat(page.locator("#caller-list")).containsText("Eva Kern");
    page.locator("[data-mood=NORMAL]").click();
    return page;
  }

  private static Browser.NewContextOptions context(String locale, ColorScheme scheme, int width) {
    return new Browser.NewContextOptions()
        .setLocale(locale)
        .setColorScheme(scheme)
        .setViewportSize(width, 900);
  }

  private static void ring(Page page, String number) {
    page.locator("[data-caller='" + number + "']").click();
    assertThat(page.locator("[data-act=answer]")).isVisible();
  }

  private static void act(Page page, String action) {
    Locator button = page.locator("[data-act=" + action + "]");
    button.click();
  }
}
