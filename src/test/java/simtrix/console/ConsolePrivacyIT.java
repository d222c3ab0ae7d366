package simtrix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.testing.Phone.PhoneCall;

@DisplayName("The page about what is kept of a number")
class ConsolePrivacyIT {

  private static final String NUMBER = "+4915766600077";

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

  @Test
  @DisplayName("An administrator sees how much there is, takes it along, and has it forgotten")
  void administrator() throws IOException {
    Words words = Words.of("de-DE");
    PhoneCall call = desk.phone.call(NUMBER);
    call.endsMissed();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> call.status().equals("WRITTEN"));
    Page page =
        browser.loggedIn(
            SupportDesk.ADMIN, SupportDesk.ADMIN_PASSWORD, "de-DE", ColorScheme.LIGHT, 1440);
    page.navigate("/console");
    page.locator(".nav a[href='/console/privacy']").click();
    look(page);
    Assertions.assertThat(page.url()).doesNotContain("666000");
    assertThat(page.locator(".facts dd").first()).hasText("1");
    Download download =
        page.waitForDownload(() -> page.locator("form[action$=export] button").click());
    Assertions.assertThat(Files.readString(download.path())).contains(call.id.toString(), NUMBER);

    page.locator("#forget").click();
    assertThat(page.locator("h1")).hasText(words.text("ask.forget", "0157 66600077"));
    page.locator("main .button.danger").click();
    assertThat(page.locator("[role=status].notice")).hasText(words.count("done.forgetNumber", 1));
    look(page);
    assertThat(page.locator("main")).containsText(words.text("privacy.nothing"));
    page.context().close();
  }

  @Test
  @DisplayName("No number: said in the language of the page, and what was typed stays")
  void noNumber() {
    Page page =
        browser.loggedIn(
            SupportDesk.ADMIN, SupportDesk.ADMIN_PASSWORD, "de-DE", ColorScheme.DARK, 1440);
    page.navigate("/console/privacy");
    page.locator("#number").fill("Eva Kern");
    page.locator(".filter .button").click();
    assertThat(page.locator("[role=alert]"))
        .containsText(
            Words.of("de-DE").text("refusal.number", Words.of("de-DE").text("field.number")));
    assertThat(page.locator("#number")).hasValue("Eva Kern");
    page.context().close();
  }

  @Test
  @DisplayName("Nobody else has the page, nor what stands behind it")
  void others() {
    Page page =
        browser.loggedIn(
            SupportDesk.OPERATOR, SupportDesk.PASSWORD, "en-GB", ColorScheme.LIGHT, 1440);
    page.navigate("/console");
    assertThat(page.locator(".nav")).not().containsText(Words.of("en-GB").text("nav.privacy"));
    String token = page.locator("form[action='/console/logout'] [name=_csrf]").inputValue();
    page.navigate("/console/privacy");
    assertThat(page.locator("h1")).hasText(Words.of("en-GB").text("error.403"));
    for (String path : new String[] {"", "/export", "/ask", "/forget"}) {
      APIResponse answer =
          page.request()
              .post(
                  "/console/privacy" + path,
                  RequestOptions.create()
                      .setForm(FormData.create().set("_csrf", token).set("number", NUMBER)));
      Assertions.assertThat(answer.status()).as(path).isEqualTo(403);
    }
    page.context().close();
  }

  private static void look(Page page) {
    page.locator("#number").fill("0157 66600077");
    page.locator(".filter .button").click();
  }
}
