package simtrix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who may what in the console (DESIGN 7)")
class ConsoleAccessIT {

  private static final String HTML = "text/html";

  /** How programs write names. */
  private static final Pattern NAME = Pattern.compile("[a-z][A-Z]");

  private static SupportDesk desk;
  private static ConsoleBrowser browser;
  private static long letter;

  @BeforeAll
  static void open() {
    desk = SupportDesk.shared();
    browser = new ConsoleBrowser(desk.server.address());
    letter = desk.letter(desk.storm(1).get(0));
  }

  @AfterAll
  static void close() {
    desk.drain();
    browser.close();
  }

  @Test
  @DisplayName("A reader sees masked numbers and no action, and a forged one is refused in words")
  void reader() {
    Page page = window(SupportDesk.READER, SupportDesk.PASSWORD);
    page.navigate("/console/dead-letters/" + letter);
    assertThat(page.locator("h1")).containsText("*****");
    assertThat(page.locator("main form")).hasCount(0);
    page.navigate("/console/dead-letters/list");
    assertThat(page.locator("main [type=checkbox]")).hasCount(0);
    assertThat(page.locator("main .button.main")).hasCount(0);
    APIResponse answer =
        page.request()
            .post(
                "/console/dead-letters/" + letter + "/retry",
                RequestOptions.create().setForm(FormData.create().set("_csrf", token(page))));
    Assertions.assertThat(answer.status()).isEqualTo(403);
    Assertions.assertThat(answer.headers().get("content-type")).startsWith(HTML);
    page.navigate("/console/users");
    assertThat(page.locator("h1")).hasText(Words.of("en-GB").text("error.403"));
    page.context().close();
  }

  @Test
  @DisplayName("An operator has no pages of the administrator; the administrator adds users")
  void operatorAndAdministrator() {
    Words words = Words.of("en-GB");
    Page operator = window(SupportDesk.OPERATOR, SupportDesk.PASSWORD);
    assertThat(operator.locator(".nav")).not().containsText(words.text("nav.audit"));
    operator.navigate("/console/dead-letters?category=REJECTED");
    String csv = operator.locator("[download]").getAttribute("href");
    Assertions.assertThat(operator.request().get(csv).text()).contains("REJECTED");
    operator.context().close();

    Page admin = window(SupportDesk.ADMIN, SupportDesk.ADMIN_PASSWORD);
    admin.navigate("/console/users");
    admin.getByLabel(words.text("login.user")).fill("otto");
    admin.getByLabel(words.text("login.password")).fill("a-password-of-otto");
    admin.getByLabel(words.text("role.READER")).check();
    admin
        .locator("main")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words.text("user.add")))
        .click();
    assertThat(admin.locator("main")).containsText(words.text("done.createUser", "otto"));
    admin.navigate("/console/audit?action=createUser");
    assertThat(admin.locator(".table tbody tr").first())
        .containsText(words.text("action.createUser"));
    admin.context().close();
  }

  @Test
  @DisplayName("The audit says in words what was done, and what a page was for that was refused")
  void auditInWords() {
    Page reader = window(SupportDesk.READER, SupportDesk.PASSWORD);
    reader.navigate("/console/pipeline");
    reader.request().post("/console/dead-letters/" + letter + "/note");
    reader.context().close();
    Page admin =
        browser.loggedIn(
            SupportDesk.ADMIN, SupportDesk.ADMIN_PASSWORD, "de-DE", ColorScheme.LIGHT, 1440);
    admin.navigate("/console/audit?user=" + SupportDesk.READER);
    Words words = Words.of("de-DE");
    assertThat(admin.locator("tbody tr").nth(0)).containsText(words.text("action.noteDeadLetter"));
    assertThat(admin.locator("tbody tr").nth(1)).containsText(words.text("action.seePipeline"));
    assertThat(
            admin
                .locator("tbody td:nth-child(3)")
                .filter(new Locator.FilterOptions().setHasText(NAME)))
        .hasCount(0);
    assertThat(admin.locator("#action option").filter(new Locator.FilterOptions().setHasText(NAME)))
        .hasCount(0);
    admin.context().close();
  }

  @Test
  @DisplayName("An operator sees routes with their counts and the queues; a reader does not")
  void pipeline() {
    Words words = Words.of("en-GB");
    Page reader = window(SupportDesk.READER, SupportDesk.PASSWORD);
    assertThat(reader.locator(".nav")).not().containsText(words.text("nav.pipeline"));
    for (String path : List.of("/console/pipeline", "/console/pipeline/write-call")) {
      reader.navigate(path);
      assertThat(reader.locator("h1")).hasText(words.text("error.403"));
    }
    reader.context().close();

    Page operator = window(SupportDesk.OPERATOR, SupportDesk.PASSWORD);
    operator.locator(".nav").getByText(words.text("nav.pipeline")).click();
    Locator queues = operator.locator("section.card tbody tr");
    assertThat(queues.filter(new Locator.FilterOptions().setHasText("crm.dead")))
        .containsText(Pattern.compile("crm\\.dead\\s*[1-9]"));
    assertThat(queues.filter(new Locator.FilterOptions().setHasText("crm.retry"))).hasCount(1);
    assertThat(
            queues.filter(new Locator.FilterOptions().setHasText("crm.writes." + desk.portal.id)))
        .hasCount(1);
    assertThat(
            operator.locator(
                "#file-writes tbody tr", new Page.LocatorOptions().setHasText("write-call")))
        .containsText(Pattern.compile("say\\s*[1-9]"));
    operator.locator("#file-users summary").click();
    operator.waitForResponse(answer -> answer.url().endsWith("/console/pipeline"), () -> {});
    assertThat(operator.locator("#file-users tbody tr").first()).isVisible();
    operator
        .locator("#file-writes a", new Page.LocatorOptions().setHasText("write-call"))
        .first()
        .click();
    assertThat(operator.locator(".route-map")).containsText("begin-attempt");
    operator.navigate("/console/pipeline/no-such-route");
    assertThat(operator.locator("h1")).hasText(words.text("error.404"));
    operator.context().close();
  }

  @Test
  @DisplayName("A form without its token is refused with a page, and nothing happens")
  void csrf() {
    Page page = window(SupportDesk.OPERATOR, SupportDesk.PASSWORD);
    APIResponse answer = page.request().post("/console/dead-letters/" + letter + "/retry");
    Assertions.assertThat(answer.status()).isEqualTo(403);
    Assertions.assertThat(answer.headers().get("content-type")).startsWith(HTML);
    Assertions.assertThat(desk.support.get("/audit?allowed=false&size=5").body())
        .contains("/console/dead-letters/" + letter + "/retry");
    page.navigate("/console/dead-letters/" + letter);
    assertThat(page.locator("#letter .now")).hasText(Words.of("en-GB").text("state.DEAD"));
    page.context().close();
  }

  @Test
  @DisplayName("A shared link leads through the login to the same page with the same filter")
  void sharedLink() {
    Page page = browser.window("en-GB", ColorScheme.LIGHT, 1440);
    String shared = "/console/dead-letters/list?category=REJECTED&q=Kern";
    page.navigate(shared);
    ConsoleBrowser.logIn(page, SupportDesk.READER, "wrong");
    assertThat(page.locator("[role=alert]")).hasText(Words.of("en-GB").text("login.wrong"));
    ConsoleBrowser.logIn(page, SupportDesk.READER, SupportDesk.PASSWORD);
    assertThat(page.locator("#q")).hasValue("Kern");
    Assertions.assertThat(page.url()).contains("category=REJECTED", "q=Kern");
    page.context().close();
  }

  @Test
  @DisplayName("Language and appearance are chosen, remembered, and leave no trace in the address")
  void preferences() {
    Page page = window(SupportDesk.READER, SupportDesk.PASSWORD);
    page.navigate("/console/calls?status=WRITTEN");
    page.locator("[hreflang=de]").click();
    assertThat(page.locator("html")).hasAttribute("lang", "de");
    assertThat(page.locator("h1")).hasText(Words.of("de-DE").text("nav.calls"));
    page.locator(".if-light").click();
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    Assertions.assertThat(page.url()).endsWith("/console/calls?status=WRITTEN");
    page.context().close();
  }

  @Test
  @DisplayName("Without a script: a question is a page of its own, and its answer works")
  void withoutScript() {
    Page page = browser.withoutScript("en-GB");
    page.navigate("/console/login");
    ConsoleBrowser.logIn(page, SupportDesk.OPERATOR, SupportDesk.PASSWORD);
    page.navigate("/console/dead-letters");
    page.locator(".group .button").last().click();
    assertThat(page.locator("h1")).hasText(Words.of("en-GB").count("ask.retry", 1));
    page.locator("main .button").first().click();
    Assertions.assertThat(page.url()).contains("/console/dead-letters/list");
    page.locator("[formaction$=archive]").click();
    assertThat(page.locator("main"))
        .containsText(
            Words.of("en-GB").text("refusal.job.no-ids", Words.of("en-GB").text("field.ids")));
    page.context().close();
  }

  private static Page window(String user, String password) {
    return browser.loggedIn(user, password, "en-GB", ColorScheme.LIGHT, 1440);
  }

  private static String token(Page page) {
    return page.locator("form[action='/console/logout'] [name=_csrf]").inputValue();
  }
}
