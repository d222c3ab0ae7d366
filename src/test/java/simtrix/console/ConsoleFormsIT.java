package simtrix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static simtrix.console.ConsoleBrowser.assertAccessible;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code -Dconsole.pictures=FOLDER} a refused form is pictured in both languages. */
@DisplayName("A form that is refused keeps what was typed and says why in the page's language")
class ConsoleFormsIT {

  private static final String PICTURES = System.getProperty("console.pictures", "");
  private static final String GERMAN = "de-DE";
  private static final String INVALID = "aria-invalid";
  private static final Words WORDS = Words.of(GERMAN);

  private static SupportDesk desk;
  private static ConsoleBrowser browser;

  @BeforeAll
  static void open() {
    desk = SupportDesk.shared();
    browser = new ConsoleBrowser(desk.server.address());
  }

  @AfterAll
  static void close() {
    desk.drain();
    browser.close();
  }

  @ParameterizedTest(name = "{0}, {1}, {2} wide")
  @CsvSource({"en-GB,LIGHT,1440", "en-GB,DARK,1440", "de-DE,DARK,390", "de-DE,LIGHT,1440"})
  @DisplayName("A new user: each field with its sentence, everything but the password kept")
  void user(String locale, ColorScheme scheme, int width) {
    Words words = Words.of(locale);
    Page page = admin(locale, scheme, width);
    page.navigate("/console/users");
    page.locator("#username").fill("jörg");
    page.locator("#password").fill("zu kurz");
    page.locator("[name=role][value=operator]").check();
    send(page, "main form");
    assertThat(alert(page))
        .containsText(words.text("refusal.username", words.text("field.username")));
    wrong(page, "username", words.text("refusal.username", words.text("field.username")));
    wrong(page, "password", words.text("refusal.password-short", words.text("field.password")));
    assertThat(page.locator("#username")).hasValue("jörg");
    assertThat(page.locator("#username")).isFocused();
    assertThat(page.locator("#password")).isEmpty();
    assertThat(page.locator("[name=role][value=operator]")).isChecked();
    assertAccessible(page);
    picture(page, scheme, locale, width);
    page.reload();
    assertThat(page.locator(".wrong")).hasCount(0);
    page.context().close();
  }

  @Test
  @DisplayName("A name that is taken stays, to be changed")
  void taken() {
    Page page = admin(GERMAN, ColorScheme.LIGHT, 1440);
    page.navigate("/console/users");
    page.locator("#username").fill(SupportDesk.READER);
    page.locator("#password").fill("lang genug, und auch richtig");
    send(page, "main form");
    assertThat(alert(page)).hasText(WORDS.text("refusal.user.taken", SupportDesk.READER));
    assertThat(page.locator("#username")).hasValue(SupportDesk.READER);
    page.context().close();
  }

  @Test
  @DisplayName("A pairing: a user that is no number, a name of blanks")
  void pairing() {
    Page page = admin(GERMAN, ColorScheme.LIGHT, 1440);
    page.navigate("/console/phones/pair");
    page.locator("#portal").selectOption(String.valueOf(desk.portal.id));
    page.locator("#userId").evaluate("field => field.type = 'text'");
    page.locator("#userId").fill("Jan Novák");
    page.locator("#name").fill("  ");
    send(page, "main form");
    wrong(
        page,
        "userId",
        WORDS.text("refusal.type", WORDS.text("field.userId"), WORDS.text("refusal.type.integer")));
    wrong(page, "name", WORDS.text("refusal.minLength", WORDS.text("field.name")));
    assertThat(page.locator("#portal")).hasValue(String.valueOf(desk.portal.id));
    page.context().close();
  }

  @Test
  @DisplayName("A phone's new name: the form is open again, at that phone and at no other")
  void rename() {
    Page page = admin(GERMAN, ColorScheme.LIGHT, 1440);
    page.navigate("/console/phones");
    String form = "form[action='/console/phones/%s/rename']".formatted(desk.phone.deviceId);
    String tooLong = "Pixel ".repeat(30);
    page.locator("details:has(%s) summary".formatted(form)).click();
    page.locator(form + " [name=name]").evaluate("field => field.maxLength = 9999");
    page.locator(form + " [name=name]").fill(tooLong);
    send(page, form);
    assertThat(page.locator(".wrong"))
        .hasText(WORDS.text("refusal.maxLength", WORDS.text("field.name"), "100"));
    assertThat(page.locator(form + " [name=name]")).hasValue(tooLong.strip() + " ");
    assertThat(page.locator(form)).isVisible();
    assertThat(page.locator("[aria-invalid=true]")).hasCount(1);
    page.context().close();
  }

  @Test
  @DisplayName("A note, a correction and the rate of a retry of many")
  void letter() {
    String letter = "/console/dead-letters/" + desk.letter(desk.storm(1).get(0));
    Page page = admin(GERMAN, ColorScheme.LIGHT, 1440);
    page.navigate(letter);
    String note = "Der Administrator weiß Bescheid. ".repeat(70);
    page.locator("#note").evaluate("field => field.maxLength = 9999");
    page.locator("#note").fill(note);
    send(page, "form:has(#note)");
    wrong(page, "text", WORDS.text("refusal.maxLength", WORDS.text("field.text"), "2000"));
    assertThat(page.locator("#note")).hasValue(note);

    page.navigate(letter + "/edit");
    page.locator("#field-number").fill("Eva Kern");
    page.locator("#field-entityId").fill("die Erste");
    page.locator("#field-leadTitle").fill("Angebot");
    send(page, "main form");
    wrong(
        page,
        "entityId",
        WORDS.text(
            "refusal.type",
            WORDS.text("field.payload.entityId"),
            WORDS.text(
                "refusal.or",
                WORDS.text("refusal.type.integer"),
                WORDS.text("refusal.type.null"))));
    assertThat(page.locator("#field-number")).hasValue("Eva Kern");
    page.locator("#field-entityId").fill("");
    send(page, "main form");
    wrong(page, "number", WORDS.text("refusal.edit.number", WORDS.text("field.payload.number")));
    assertThat(page.locator("#field-leadTitle")).hasValue("Angebot");

    page.navigate("/console/dead-letters/retry?category=REJECTED&to=2099-12-31");
    page.locator("#rate").fill("1000");
    send(page, "main form");
    wrong(page, "rate", WORDS.text("refusal.maximum", WORDS.text("field.ratePerSecond"), "100"));
    assertThat(page.locator("#rate")).hasValue("1000");
    assertThat(page.locator("[name=category]")).hasValue("REJECTED");
    page.context().close();
  }

  @Test
  @DisplayName("A wrong login keeps the name; a wrong address says which part of it is wrong")
  void loginAndAddress() {
    Page page = browser.window(GERMAN, ColorScheme.LIGHT, 1440);
    page.navigate("/console/login");
    ConsoleBrowser.logIn(page, "Jürgen", "falsch");
    assertThat(page.locator("#username")).hasValue("Jürgen");
    assertThat(page.locator("#password")).isEmpty();
    assertThat(page.locator("#password")).isFocused();
    ConsoleBrowser.logIn(page, SupportDesk.ADMIN, SupportDesk.ADMIN_PASSWORD);
    page.navigate("/console/dead-letters?from=24.11.2026");
    assertThat(page.locator("main"))
        .containsText(WORDS.text("refusal.filter.day", WORDS.text("field.from"), "24.11.2026"));
    page.context().close();
  }

  private static Page admin(String locale, ColorScheme scheme, int width) {
    return browser.loggedIn(SupportDesk.ADMIN, SupportDesk.ADMIN_PASSWORD, locale, scheme, width);
  }

  /** Past the checks of the browser, which say the same earlier and not always as well. */
  private static void send(Page page, String form) {
    page.locator(form).evaluate("form => form.noValidate = true");
    page.locator(form + " button").first().click();
  }

  private static Locator alert(Page page) {
    return page.locator("main [role=alert]");
  }

  private static void wrong(Page page, String id, String sentence) {
    assertThat(page.locator("#wrong-" + id)).hasText(sentence);
    assertThat(page.locator("[aria-describedby~=wrong-%s]".formatted(id)))
        .hasAttribute(INVALID, Pattern.compile("true"));
  }

  private static void picture(Page page, ColorScheme scheme, String locale, int width) {
    if (!PICTURES.isEmpty()) {
      String file =
          "console-refused-form-%s-%s-%d.png"
              .formatted(locale, scheme == ColorScheme.DARK ? "dark" : "light", width);
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, file)));
    }
  }
}
