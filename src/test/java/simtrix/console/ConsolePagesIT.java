package simtrix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static simtrix.console.ConsoleBrowser.assertAccessible;
import static simtrix.testing.DeadCalls.patience;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import simtrix.testing.PortalRules;

/** With {@code -Dconsole.pictures=docs/images} the pictures of the guide are taken anew. */
@DisplayName("Every page in both themes, both languages and both widths")
class ConsolePagesIT {

  private static final String PICTURES = System.getProperty("console.pictures", "");
  private static final Pattern MISSING = Pattern.compile("\\?\\?[a-z]");
  private static final int DESKTOP = 1440;

  /** Of the narrow pages the guide shows these. */
  private static final Set<String> ON_A_PHONE = Set.of("overview", "letter-groups", "letter");

  private static SupportDesk desk;
  private static ConsoleBrowser browser;
  private static Map<String, String> pages;

  @BeforeAll
  static void open() {
    desk = SupportDesk.shared();
    browser = new ConsoleBrowser(desk.server.address());
    PicturedDay day = PicturedDay.on(desk);
    pages = new LinkedHashMap<>();
    pages.put("overview", "/console");
    pages.put("letter-groups", "/console/dead-letters");
    pages.put("letter-list", "/console/dead-letters/list");
    pages.put("letter", "/console/dead-letters/" + day.letter());
    pages.put("letter-edit", "/console/dead-letters/" + day.letter() + "/edit");
    pages.put("retry-question", "/console/dead-letters/retry");
    pages.put("archive-question", "/console/dead-letters/archive?id=" + day.letter());
    pages.put("jobs", "/console/retry-jobs");
    pages.put("job", "/console/retry-jobs/" + day.job());
    pages.put("calls", "/console/calls");
    pages.put("call", "/console/calls/" + day.written());
    pages.put("call-without-recording", "/console/calls/" + day.withoutRecording());
    pages.put("phones", "/console/phones");
    pages.put("phone-pair", "/console/phones/pair");
    pages.put("revoke-question", "/console/phones/" + desk.phone.deviceId + "/revoke");
    pages.put("portals", "/console/portals");
    pages.put("pause-question", "/console/portals/" + desk.portal.id + "/pause");
    pages.put("recordings-question", "/console/portals/" + desk.portal.id + "/recordings");
    pages.put("pipeline", "/console/pipeline");
    pages.put("pipeline-route", "/console/pipeline/write-call");
    pages.put("users", "/console/users");
    pages.put("audit", "/console/audit");
    pages.put("no-such-page", "/console/nothing");
    pages.put("nothing-fits", "/console/dead-letters/list?q=nothing-like-this");
  }

  @AfterAll
  static void close() {
    desk.drain();
    browser.close();
  }

  @ParameterizedTest(name = "{0}, {1}, {2} wide")
  @CsvSource({"en-GB,LIGHT,1440", "en-GB,DARK,1440", "de-DE,DARK,390", "de-DE,LIGHT,390"})
  @DisplayName("No barrier, no missing text, no error in the browser, nothing sticks out sideways")
  void everyPage(String locale, ColorScheme scheme, int width) {
    List<String> errors = new ArrayList<>();
    Page page = browser.window(locale, scheme, width);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("404")) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    page.navigate("/console/login");
    look(page, "login", scheme, width);
    ConsoleBrowser.logIn(page, SupportDesk.ADMIN, SupportDesk.ADMIN_PASSWORD);
    pages.forEach(
        (name, address) -> {
          page.navigate(address);
          look(page, name, scheme, width);
        });
    page.navigate("/console/dead-letters");
    page.locator(".head .button.main").click();
    assertThat(page.locator("dialog[open]")).isVisible();
    look(page, "retry-dialog", scheme, width);
    privacy(page, locale, scheme, width);
    pair(page, locale);
    look(page, "phone-code", scheme, width);
    Assertions.assertThat(errors).isEmpty();
    page.context().close();
  }

  @ParameterizedTest(name = "{0}, {1}, {2} wide")
  @CsvSource({"en-GB,LIGHT,1440", "de-DE,DARK,1440", "de-DE,LIGHT,390"})
  @DisplayName("Rules that were refused stand on the first page, for those who can do something")
  void refusedRules(String locale, ColorScheme scheme, int width) {
    PortalRules rules = desk.server.rules();
    rules.write(rules.text().replace("desktop-card: never", "desktop_card: never"));
    patience().until(() -> !rules.report().at("/state/refusal").isNull());
    Page page = browser.window(locale, scheme, width);
    page.navigate("/console/login");
    ConsoleBrowser.logIn(page, SupportDesk.ADMIN, SupportDesk.ADMIN_PASSWORD);
    page.navigate("/console");
    assertThat(page.getByRole(AriaRole.ALERT))
        .containsText(Words.of(locale).text("mistake.advice", "desktop-card"));
    look(page, "scenarios-refused", scheme, width);
    rules.write(rules.text());
    patience().until(() -> rules.report().at("/state/refusal").isNull());
    page.reload();
    assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
    page.context().close();
  }

  private static void privacy(Page page, String locale, ColorScheme scheme, int width) {
    Words words = Words.of(locale);
    page.navigate("/console/privacy");
    page.locator("#number").fill(SupportDesk.number(4));
    page.locator(".filter .button").click();
    assertThat(page.locator("#kept-title"))
        .hasText(words.text("privacy.kept", SupportDesk.number(4)));
    look(page, "privacy", scheme, width);
    page.locator("#forget").click();
    assertThat(page.locator("h1")).hasText(words.text("ask.forget", SupportDesk.number(4)));
    look(page, "forget-question", scheme, width);
  }

  private static void pair(Page page, String locale) {
    page.navigate("/console/phones/pair");
    page.locator("#userId").fill("17");
    page.locator("#name").fill("Pixel 8, Jan Novák");
    page.locator("main form .button.main").click();
    assertThat(page.locator(".typed")).hasText(Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}"));
    assertThat(page.locator("#code .qr svg"))
        .hasAttribute("aria-label", Words.of(locale).text("pair.qr"));
  }

  private static void look(Page page, String name, ColorScheme scheme, int width) {
    assertThat(page.locator("body")).not().containsText(MISSING);
    assertAccessible(page);
    Assertions.assertThat(
            page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
        .as("%s, %d wide", name, width)
        .isEqualTo(true);
    if (!PICTURES.isEmpty() && (width == DESKTOP || ON_A_PHONE.contains(name))) {
      String theme = scheme == ColorScheme.DARK ? "dark" : "light";
      String file = "console-%s%s-%s.png".formatted(name, width == DESKTOP ? "" : "-phone", theme);
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, file)));
    }
  }
}
