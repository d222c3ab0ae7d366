package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import simtrix.console.ConsoleBrowser;
import simtrix.routing.LiveRoutes;
import simtrix.routing.reload.RouteLedger;
import simtrix.sandbox.SandboxSettings;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.TestServer;

@DisplayName("Routes that are edited while the server runs")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteEditIT {

  private static final int EDITS = 50;
  private static final int PHONES = 4;
  private static final String NUMBER = "+4915112345678";
  private static final List<String> BUSY =
      List.of(
          "calls",
          "callers",
          "writes",
          "failures",
          "answers",
          "portal-request",
          "bridge-api",
          "retries",
          "sweeps",
          "caller-changes");

  private static final String HELLO =
      """
      - route:
          id: say-hello
          description: A route that was not there when the server started
          from:
            uri: timer
            parameters:
              timerName: say-hello
              period: 60000
            steps:
              - setBody:
                  id: hello
                  expression:
                    constant:
                      expression: Hello
      """;

  private static final String MARK =
      """
      - setHeader:
          id: mark-of-the-test
          name: CamelHttpResponseCode
          expression:
            constant:
              expression: "410"
      """
          .indent(12);

  private RouteFolder routes;
  private RunningServer server;
  private InstalledPortal portal;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    routes = RouteFolder.copyOfRoutesTo(folder);
    server =
        RunningServer.with(
            Map.of(
                "camel.main.routes-include-pattern", routes.pattern(),
                "simtrix.phone-rate.sustained", "10000",
                "simtrix.phone-rate.burst", "10000",
                "simtrix.bitrix24.requests-per-second", "500"));
  }

  @AfterAll
  void stop() {
    server.stop();
  }

  @BeforeEach
  void open() {
    portal = InstalledPortal.on(server);
    portal.sandbox.settings().plan(SandboxSettings.Plan.UNLIMITED);
    portal.contactWithDeal(NUMBER);
  }

  @AfterEach
  void close() {
    portal.close();
  }

  @Test
  @DisplayName("An edit takes effect, and the report tells since when")
  void effect() {
    Phone phone = portal.phone();
    assertThat(phone.call(NUMBER).endsMissed().status()).isEqualTo(202);
    String before = routes.read("answers");
    Instant since = since("answers.camel.yaml").orElseThrow();

    routes.edit("answers", text -> text.replace("expression: \"202\"", "expression: \"203\""));

    patience().until(() -> phone.call(NUMBER).endsMissed().status() == 203);
    assertThat(since("answers.camel.yaml")).get().isNotEqualTo(since);
    assertThat(report().at("/lastRefusal/standing").asBoolean()).isFalse();
    routes.write("answers", before);
    patience().until(() -> phone.call(NUMBER).endsMissed().status() == 202);
  }

  @Test
  @DisplayName(
      "An edit of what is shared, here the answer to failures, reaches the routes that share it")
  void shared() {
    Phone phone = portal.phone();
    String before = routes.read("failures");
    assertThat(phone.get(UUID.randomUUID()).status()).isEqualTo(404);

    routes.edit(
        "failures",
        text -> text.replaceFirst("- routeConfiguration:\n    id: part-of", MARK + "$0"));

    assertThat(routes.read("failures")).contains("mark-of-the-test");
    patience().until(() -> phone.get(UUID.randomUUID()).status() == 410);
    routes.write("failures", before);
    patience().until(() -> phone.get(UUID.randomUUID()).status() == 404);
  }

  @Test
  @DisplayName("A broken file is refused with its place and a sentence, and everything goes on")
  void broken() {
    Phone phone = portal.phone();
    String before = routes.read("calls");

    routes.edit("calls", text -> text.replaceFirst("ref: \\w+", "ref: nobodyKnowsThis"));

    patience().until(() -> report().at("/lastRefusal/standing").asBoolean());
    JsonNode fault = report().at("/lastRefusal/faults/0");
    assertThat(fault.path("file").asText()).isEqualTo("calls.camel.yaml");
    assertThat(fault.path("line").asInt()).isPositive();
    assertThat(fault.path("column").asInt()).isPositive();
    assertThat(fault.path("sentence").asText()).contains("nobodyKnowsThis");
    assertThat(phone.call(NUMBER).endsMissed().status()).isEqualTo(202);
    assertThat(console())
        .contains(
            "calls.camel.yaml:%s:%s"
                .formatted(fault.path("line").asText(), fault.path("column").asText()))
        .contains("Eine Bean „nobodyKnowsThis“ gibt es nicht");
    routes.write("calls", before);
    patience().until(() -> !report().at("/lastRefusal/standing").asBoolean());
  }

  /** What an administrator reads about edits. */
  private String console() {
    try (ConsoleBrowser browser = new ConsoleBrowser(server.address())) {
      Page page = browser.window("de-DE", ColorScheme.LIGHT, 1440);
      page.navigate("/console/login");
      ConsoleBrowser.logIn(page, "admin", TestServer.PASSWORD);
      page.navigate("/console/pipeline");
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", "refused-edit.png")));
      return page.locator("#edits").textContent();
    }
  }

  @Test
  @DisplayName("Beside a broken file another one that is in order takes effect")
  void brokenBesideGood() {
    routes.write("broken", "- route:\n    id: [");
    routes.write("hello", HELLO);

    patience().until(() -> runs("say-hello"));
    assertThat(report().at("/lastRefusal/faults/0/file").asText()).isEqualTo("broken.camel.yaml");
    routes.delete("broken");
    routes.delete("hello");
    patience().until(() -> !runs("say-hello"));
  }

  @Test
  @DisplayName(
      "A new file brings its routes, an edit of a timer replaces it, and without the file they are gone")
  void newFile() {
    CamelContext camel = server.bean(CamelContext.class);
    routes.write("hello", HELLO);
    patience().until(() -> runs("say-hello"));

    routes.edit("hello", text -> text.replace("expression: Hello", "expression: Hello again"));
    awaitOther(camel, "say-hello", "say-hello");

    routes.delete("hello");
    patience().until(() -> !runs("say-hello"));
    patience().until(() -> started(camel, "say-hello") == 0);
  }

  @Test
  @DisplayName("A file that others need is not taken away from them")
  void stillNeeded() {
    Phone phone = portal.phone();
    String before = routes.read("answers");

    routes.delete("answers");

    patience().until(() -> report().at("/lastRefusal/standing").asBoolean());
    assertThat(phone.call(NUMBER).endsMissed().status()).isEqualTo(202);
    routes.write("answers", before);
    patience().until(() -> !report().at("/lastRefusal/standing").asBoolean());
  }

  @Test
  @DisplayName("A file that is still being written is not read")
  void halfWritten() {
    String refusedAt = report().at("/lastRefusal/at").asText();
    int half = HELLO.indexOf("    from:");
    routes.write("hello", HELLO.substring(0, half));
    // Without a pause: one that the machine makes longer would be the end of the writing.
    for (Instant end = Instant.now().plusSeconds(2); Instant.now().isBefore(end); ) {
      routes.append("hello", "#\n");
    }
    routes.append("hello", HELLO.substring(half));
    patience().until(() -> runs("say-hello"));
    assertThat(report().at("/lastRefusal/at").asText()).isEqualTo(refusedAt);
    routes.delete("hello");
    patience().until(() -> !runs("say-hello"));
  }

  @Test
  @DisplayName("Another contract is served in the place of the one before")
  void contract(@TempDir Path elsewhere) throws IOException {
    Phone phone = portal.phone();
    String before = routes.read("bridge-api");
    Path contract = elsewhere.resolve("bridge-v1.yaml");
    Files.copy(Path.of("src/main/resources/openapi/bridge-v1.yaml"), contract);
    CamelContext camel = server.bean(CamelContext.class);

    routes.write(
        "bridge-api", before.replace("classpath:openapi/bridge-v1.yaml", "file:" + contract));

    awaitOther(camel, "bridge-api", "bridge-api");
    assertThat(phone.call(NUMBER).endsMissed().status()).isEqualTo(202);
    String second = server.bean(LiveRoutes.class).running("bridge-api");
    routes.write("bridge-api", before);
    awaitOther(camel, "bridge-api", second);
    assertThat(phone.call(NUMBER).endsMissed().status()).isEqualTo(202);
  }

  @Test
  @DisplayName("Fifty edits during traffic: nothing is refused, lost or written twice")
  void underLoad() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<Future<List<PhoneCall>>> traffic = new ArrayList<>();
    ExecutorService phones = Executors.newFixedThreadPool(PHONES);
    for (int i = 0; i < PHONES; i++) {
      traffic.add(phones.submit(new BusyPhone(portal, i, over)));
    }
    for (int edit = 1; edit <= EDITS; edit++) {
      String file = BUSY.get(edit % BUSY.size());
      Instant since = since(file + ".camel.yaml").orElseThrow();
      if (edit % 7 == 0) {
        routes.append("broken", "- route:\n  id: [\n");
      }
      routes.touchAll(file, edit);
      patience().until(() -> !since(file + ".camel.yaml").orElseThrow().equals(since));
      if (edit % 7 == 0) {
        routes.delete("broken");
      }
    }
    over.set(true);
    phones.shutdown();
    List<PhoneCall> calls = new ArrayList<>();
    for (Future<List<PhoneCall>> phone : traffic) {
      calls.addAll(phone.get());
    }
    System.out.printf("Edits of routes: %d edits, %d calls%n", EDITS, calls.size());
    patience()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(server.support().counts(portal.id).toString())
                    .contains("\"WRITTEN\":" + calls.size()));
    for (PhoneCall call : calls) {
      assertThat(portal.statisticsOf(call.id)).hasSize(1);
    }
    CamelContext camel = server.bean(CamelContext.class);
    LiveRoutes live = server.bean(LiveRoutes.class);
    patience()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(camel.getRoutes())
                    .extracting(Route::getRouteId)
                    .allMatch(live::isCurrent));
  }

  private JsonNode report() {
    return server.support().actuator("routes").json();
  }

  private Optional<Instant> since(String file) {
    return server.bean(RouteLedger.class).state().files().stream()
        .filter(found -> found.file().equals(file))
        .map(RouteLedger.FileState::since)
        .findFirst();
  }

  private boolean runs(String route) {
    return report().findValuesAsText("id").contains(route);
  }

  private static long started(CamelContext camel, String route) {
    return camel.getRoutes().stream()
        .filter(found -> found.getRouteId().startsWith(route))
        .filter(found -> camel.getRouteController().getRouteStatus(found.getRouteId()).isStarted())
        .count();
  }

  /** Until another route runs in the place of this one, and this one is gone. */
  private void awaitOther(CamelContext camel, String id, String before) {
    LiveRoutes live = server.bean(LiveRoutes.class);
    patience()
        .until(
            () ->
                !live.running(id).equals(before)
                    && camel.getRoute(before) == null
                    && started(camel, live.running(id)) == 1);
  }
}
