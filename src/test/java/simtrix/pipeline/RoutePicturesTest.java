package simtrix.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import simtrix.routing.LiveRoutes;

/** With {@code -Droutes.pictures=docs/images} the pictures of the guides are drawn anew. */
@DisplayName("Every file of routes/ has a picture, and it shows every step")
class RoutePicturesTest {

  private static final String PICTURES = System.getProperty("routes.pictures", "");
  private static final Path ASSETS = Path.of("src/main/resources/static/console/assets");

  /** The console's colours, for readers whose page has none: GitHub shows the file as an image. */
  private static final String COLOURS =
      """
      .route-map{--card:#fff;--card-2:#f6f8fc;--line:#dfe4ee;--line-2:#838da3;--ink:#131a2a;--ink-2:#515b72;\
      --accent:#2f5be8;--accent-soft:#e6ecff;--good:#08724a;--good-soft:#dcf5e9;--warn:#8a5200;--warn-soft:#fff0d6;\
      --bad:#b9273a;--bad-soft:#fde4e7;--calm-soft:#e8ebf3}
      @media (prefers-color-scheme:dark){.route-map{--card:#161c26;--card-2:#1d2532;--line:#2a3342;--line-2:#667188;\
      --ink:#e8edf6;--ink-2:#9ba7bb;--accent:#7ea2ff;--accent-soft:#1f2c4d;--good:#4cd99a;--good-soft:#123527;\
      --warn:#ffc15e;--warn-soft:#3a2a10;--bad:#ff8090;--bad-soft:#42191f;--calm-soft:#283144}}
      """;

  private static Map<String, List<RouteShape>> files;

  @BeforeAll
  static void load() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext();
        Stream<Path> paths = Files.list(Path.of("routes"))) {
      for (Path path : paths.sorted().toList()) {
        PluginHelper.getRoutesLoader(camel)
            .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + path));
      }
      files = new RouteShapes(camel, new LiveRoutes()).written();
    }
  }

  @Test
  @DisplayName(
      "Drawn (a contract's file has no steps), well-formed, with the id of every route and every step")
  void pictures() throws Exception {
    assertThat(files.keySet()).contains("calls", "writes", "failures", "retries");
    String style = COLOURS + Files.readString(ASSETS.resolve("pipeline.css"));
    for (Map.Entry<String, List<RouteShape>> file : files.entrySet()) {
      if (file.getKey().endsWith("-api")) {
        continue;
      }
      String svg = RoutePicture.of(file.getValue(), style);
      String text = text(svg);
      for (RouteShape route : file.getValue()) {
        assertThat(text).contains(route.id());
        assertShows(text, route.steps());
      }
      keep(file.getKey(), svg);
    }
  }

  @Test
  @DisplayName("A step that calls a route names it, whatever file it stands in")
  void calls() {
    assertThat(route("calls", "put-call").calls()).contains("card", "queue-call");
    assertThat(route("writes", "portal-writes").calls()).containsExactly("write-call");
    assertThat(route("writes", "portal-writes").entry())
        .isEqualTo("a message on crm.writes.PORTAL");
    assertThat(route("retries", "retry-due").entry()).isEqualTo("a message on crm.retry");
    assertThat(route("dead-letters", "reconcile-dead-letters").entry()).isEqualTo("every 1 min");
  }

  private static void assertShows(String text, List<StepShape> steps) {
    for (StepShape step : steps) {
      assertThat(text).contains(step.id());
      step.branches().forEach(branch -> assertThat(text).contains(branch.id()));
      step.branches().forEach(branch -> assertShows(text, branch.steps()));
    }
  }

  private static RouteShape route(String file, String id) {
    return files.get(file).stream()
        .filter(found -> found.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String text(String svg) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    return document.getDocumentElement().getTextContent();
  }

  private static void keep(String file, String svg) throws IOException {
    if (!PICTURES.isEmpty()) {
      Files.writeString(Path.of(PICTURES, "routes-" + file + ".svg"), svg);
    }
  }
}
