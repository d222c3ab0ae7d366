package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What holds for every file in routes/ (DESIGN 2)")
class RouteFilesTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final int MOST_STEPS = 25;
  private static final List<String> SCRIPTS =
      List.of("groovy", "spel", "mvel", "ognl", "joor", "java", "js", "python", "script");

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  @DisplayName(
      "Named NAME.camel.yaml, every route with a kebab-case id and a description, and not too long")
  void routes(Path file) throws IOException {
    assertThat(file.getFileName().toString()).matches("[a-z0-9-]+\\.camel\\.yaml");
    for (JsonNode entry : YAML.readTree(file.toFile())) {
      JsonNode route = entry.has("route") ? entry.path("route") : entry.path("routeTemplate");
      if (!route.isMissingNode()) {
        assertThat(route.path("id").asText()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(route.path("description").asText())
            .as("description of %s", route.path("id"))
            .isNotBlank();
        assertThat(steps(route))
            .as("steps of %s", route.path("id"))
            .isLessThanOrEqualTo(MOST_STEPS);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  @DisplayName("No scripts, no query strings in URIs, no long expressions")
  void canonical(Path file) throws IOException {
    JsonNode tree = YAML.readTree(file.toFile());
    assertThat(SCRIPTS).noneMatch(script -> !tree.findValues(script).isEmpty());
    assertThat(texts(tree, "uri")).allSatisfy(uri -> assertThat(uri).matches("[a-z-]+"));
    assertThat(texts(tree, "expression"))
        .allSatisfy(expression -> assertThat(expression).hasSizeLessThan(90));
    assertThat(texts(tree, "id")).allSatisfy(id -> assertThat(id).matches("[a-z][a-zA-Z0-9-]*"));
  }

  @Test
  @DisplayName("An id stands once in all files together")
  void idsAreUnique() throws IOException {
    Set<String> seen = new HashSet<>();
    for (Path file : files().toList()) {
      for (JsonNode entry : YAML.readTree(file.toFile())) {
        for (String kind : List.of("route", "routeTemplate", "routeConfiguration")) {
          if (entry.has(kind)) {
            assertThat(seen.add(entry.path(kind).path("id").asText()))
                .as("%s in %s", entry.path(kind).path("id"), file)
                .isTrue();
          }
        }
      }
    }
  }

  private static List<String> texts(JsonNode tree, String field) {
    List<String> texts = new ArrayList<>();
    tree.findValues(field).stream()
        .filter(JsonNode::isTextual)
        .forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private static int steps(JsonNode node) {
    int steps = 0;
    for (JsonNode list : node.findValues("steps")) {
      steps += list.size();
    }
    return steps;
  }
}
