package simtrix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.testing.Phone.PhoneCall;

@DisplayName("A failure storm is found, understood, mended and drained, by clicking")
class ConsoleStormIT {

  private static final int STORM = 6;
  private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
      new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

  private static SupportDesk desk;
  private static ConsoleBrowser browser;

  @BeforeAll
  static void open() {
    desk = SupportDesk.shared();
    browser = new ConsoleBrowser(desk.server.address());
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @AfterEach
  void drain() {
    desk.drain();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"en-GB", "de-DE"})
  @DisplayName("From the overview to the empty list")
  void storm(String locale) {
    Words words = Words.of(locale);
    List<PhoneCall> calls = desk.storm(STORM);
    Page page = operator(locale);
    link(page, words.count("letters", STORM)).click();
    assertThat(page.locator(".table tbody tr")).hasCount(STORM);

    page.locator(".table a.main").first().click();
    assertThat(page.locator(".story")).containsText("User is not found or is not active");
    assertThat(page.locator(".meaning")).containsText(words.text("category.REJECTED.do"));
    assertThat(page.locator(".outlook")).containsText(words.text("entity.CONTACT"));

    desk.mend();
    button(page, words.text("letter.retry")).click();
    assertThat(page.locator("#letter .now")).containsText(words.text("state.RESOLVED"), PATIENTLY);

    link(page.locator(".nav"), words.text("nav.letters")).click();
    link(page, words.text("group.retry.label", "ERROR_CORE")).click();
    Locator question = page.locator("dialog[open]");
    assertThat(question).containsText(words.count("ask.retry", STORM - 1));
    button(question, words.count("ask.retry.button", STORM - 1)).click();
    assertThat(page.locator("#progress"))
        .containsText(
            words.text("job.progress", String.valueOf(STORM - 1), String.valueOf(STORM - 1)),
            PATIENTLY);
    assertThat(page.locator("#progress .now")).containsText(words.text("state.DONE"), PATIENTLY);

    link(page.locator(".nav"), words.text("nav.letters")).click();
    assertThat(page.locator("main")).containsText(words.text("letters.none.text"));
    for (PhoneCall call : calls) {
      Assertions.assertThat(desk.portal.statisticsOf(call.id)).hasSize(1);
    }
    page.context().close();
  }

  @Test
  @DisplayName("The employee of one call is corrected, and the copy is written")
  void editAndRetry() {
    Words words = Words.of("en-GB");
    PhoneCall call = desk.storm(1).get(0);
    Page page = operator("en-GB");
    page.navigate("/console/dead-letters/" + desk.letter(call));
    link(page, words.text("letter.edit")).click();
    page.getByLabel(words.text("field.payload.userId")).fill(String.valueOf(desk.portal.user));
    button(page, words.text("edit.button")).click();
    assertThat(page.locator("main")).containsText(words.text("letter.edited-from"));
    assertThat(page.locator("#letter .now")).containsText(words.text("state.RESOLVED"), PATIENTLY);
    Assertions.assertThat(desk.portal.statisticOf(call.id).orElseThrow().get("PORTAL_USER_ID"))
        .hasToString(String.valueOf(desk.portal.user));
    page.context().close();
  }

  @Test
  @DisplayName("Two are ticked, archived after a question, found again, and one is restored")
  void archiveAndRestore() {
    Words words = Words.of("en-GB");
    desk.storm(3);
    Page page = operator("en-GB");
    page.navigate("/console/dead-letters/list");
    page.locator("[name=id]").nth(0).check();
    page.locator("[name=id]").nth(1).check();
    button(page, words.text("list.archive-selected")).click();
    Locator question = page.locator("dialog[open]");
    assertThat(question).containsText(words.count("ask.archive", 2));
    button(question, words.count("ask.archive.button", 2)).click();
    assertThat(page.locator("main")).containsText(words.count("done.archived", 2));
    assertThat(page.locator(".table tbody tr")).hasCount(1);

    page.getByLabel(words.text("filter.state")).selectOption("ARCHIVED");
    button(page, words.text("filter.apply")).click();
    assertThat(page.locator(".table tbody tr")).hasCount(2);
    assertThat(page.locator("main .button.main")).hasCount(0);
    page.navigate("/console/dead-letters/retry?state=ARCHIVED");
    assertThat(page.locator("main .button.main")).hasCount(0);
    page.navigate("/console/dead-letters/list?state=ARCHIVED&page=77");
    assertThat(page.locator(".table tbody tr")).hasCount(2);
    page.locator(".table a.main").first().click();
    button(page, words.text("letter.restore")).click();
    assertThat(page.locator("#letter .now")).containsText(words.text("state.DEAD"));

    page.locator("#note").fill("Asked the administrator of the portal.");
    button(page, words.text("letter.note.save")).click();
    desk.mend();
    page.navigate("/console/dead-letters/retry");
    button(page, words.count("ask.retry.button", 2)).click();
    assertThat(page.locator("#progress .now")).containsText(words.text("state.DONE"), PATIENTLY);
    assertThat(page.locator("#progress .tile").first()).containsText("2");
    page.context().close();
  }

  @Test
  @DisplayName("A whole group is archived after a question; every other letter stays")
  void archiveGroup() {
    Words words = Words.of("de-DE");
    desk.storm(2);
    Page page = operator("de-DE");
    page.navigate("/console/dead-letters");
    link(page, words.text("group.archive.label", "ERROR_CORE")).click();
    Locator question = page.locator("dialog[open]");
    assertThat(question).containsText(words.count("ask.archive", 2));
    assertThat(question).containsText(words.text("ask.retry.filter"));
    button(question, words.count("ask.archive.button", 2)).click();
    assertThat(page.locator("[role=status].notice")).hasText(words.count("done.archived", 2));
    assertThat(page.locator("main")).containsText(words.text("letters.none.text"));
    page.context().close();
  }

  @Test
  @DisplayName("A slow job is cancelled: what was not sent stays where it is")
  void cancel() {
    Words words = Words.of("de-DE");
    desk.storm(4);
    Page page = operator("de-DE");
    page.navigate("/console/dead-letters/retry");
    page.getByLabel(words.text("ask.rate")).fill("0.1");
    button(page, words.count("ask.retry.button", 4)).click();
    button(page, words.text("job.cancel")).click();
    assertThat(page.locator("#progress .now")).containsText(words.text("state.CANCELLED"));
    link(page.locator(".nav"), words.text("nav.jobs")).click();
    assertThat(page.locator(".table tbody tr").first()).containsText(words.text("state.CANCELLED"));
    page.context().close();
  }

  private static Page operator(String locale) {
    return browser.loggedIn(
        SupportDesk.OPERATOR, SupportDesk.PASSWORD, locale, ColorScheme.LIGHT, 1440);
  }

  private static Locator link(Page page, String name) {
    return link(page.locator("main"), name);
  }

  private static Locator link(Locator part, String name) {
    return part.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name)).first();
  }

  private static Locator button(Page page, String name) {
    return button(page.locator("main"), name);
  }

  private static Locator button(Locator part, String name) {
    return part.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }
}
