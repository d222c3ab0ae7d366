package simtrix.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's chromium, and a person in front of it. */
public final class ConsoleBrowser implements AutoCloseable {

  /** Rules of WCAG 2.2, levels A and AA, and what axe-core calls good practice. */
  private static final String AXE_RUN =
      """
      axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
        .then(found => ({rules: found.passes.length,
          wrong: found.violations.map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join('  '))}))
      """;

  private static final String ZONE = "Europe/Berlin";
  private static final int HEIGHT = 900;

  static {
    // Playwright's own 5 s are too few where two cores do everything.
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
  }

  private final URI server;
  private final Playwright playwright;
  private final Browser browser;

  public ConsoleBrowser(URI server) {
    this.server = server;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
  }

  /** A window that nobody has logged in with. */
  public Page window(String locale, ColorScheme scheme, int width) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(server.toString())
                .setLocale(locale)
                .setTimezoneId(ZONE)
                .setColorScheme(scheme)
                .setViewportSize(width, HEIGHT));
    return context.newPage();
  }

  /** A window that runs no script. */
  Page withoutScript(String locale) {
    return browser
        .newContext(
            new Browser.NewContextOptions()
                .setBaseURL(server.toString())
                .setLocale(locale)
                .setJavaScriptEnabled(false))
        .newPage();
  }

  /** A window in which somebody has logged in and sees the overview. */
  Page loggedIn(String user, String password, String locale, ColorScheme scheme, int width) {
    Page page = window(locale, scheme, width);
    page.navigate("/console/login");
    logIn(page, user, password);
    return page;
  }

  /** Fills in the form that the page shows. */
  public static void logIn(Page page, String user, String password) {
    page.locator("#username").fill(user);
    page.locator("#password").fill(password);
    page.locator("form[action='/console/login'] button").click();
  }

  /** Holds the page as it is shown against WCAG 2.2 AA. */
  static void assertAccessible(Page page) {
    page.evaluate(axe());
    @SuppressWarnings("unchecked")
    Map<String, Object> found = (Map<String, Object>) page.evaluate(AXE_RUN);
    assertThat((Integer) found.get("rules")).as("axe has looked at the page").isGreaterThan(10);
    assertThat((List<?>) found.get("wrong")).as(page.url()).isEmpty();
  }

  private static String axe() {
    try (InputStream script = ConsoleBrowser.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  @Override
  public void close() {
    playwright.close();
  }
}
