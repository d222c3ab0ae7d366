package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.routes.RouteFile.Node;

/** What is written how; whether it can run is asked by {@code simtrix.routing.check}. */
@DisplayName("What holds for every file in routes/ (DESIGN 2)")
class RouteFilesTest {

  private static final int MOST_STEPS = 25;
  private static final int LONGEST_EXPRESSION = 90;
  private static final String KEBAB_CASE = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final Set<String> LANGUAGES = Set.of("simple", "constant");

  /** Where a language may stand; a step has it under "expression", or Kaoto does not show it. */
  private static final Set<String> EXPRESSIONS =
      Set.of("expression", "handled", "correlationExpression");

  static Stream<RouteFile> files() {
    return RouteFile.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  @DisplayName("Named NAME.camel.yaml; every route says what it is for and is not too long")
  void routes(RouteFile file) {
    assertThat(file.path().getFileName().toString()).matches(KEBAB_CASE + "\\.camel\\.yaml");
    for (JsonNode route : file.routes()) {
      String id = route.path("id").asText();
      assertThat(id).matches(KEBAB_CASE);
      assertThat(route.path("description").asText()).as("description of %s", id).isNotBlank();
      assertThat(RouteFile.steps(route)).as("steps of %s", id).hasSizeLessThanOrEqualTo(MOST_STEPS);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  @DisplayName("Every step has a name for the log and a sentence for the diagram")
  void steps(RouteFile file) {
    assertThat(file.steps())
        .allSatisfy(
            step -> {
              assertThat(step.value().path("id").asText()).as("id of %s", step).matches(KEBAB_CASE);
              assertThat(step.value().path("description").asText())
                  .as("description of %s", step)
                  .isNotBlank();
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  @DisplayName("Canonical, for Kaoto: uri and parameters, every expression written out, no scripts")
  void canonical(RouteFile file) {
    for (Node node : file.nodes()) {
      if (node.name().equals("uri")) {
        assertThat(node.value().asText()).as("%s, the scheme alone", node).matches("[a-z-]+");
      }
      if (EXPRESSIONS.contains(node.name()) && node.value().isObject()) {
        assertThat(node.value().fieldNames()).toIterable().isSubsetOf(LANGUAGES);
      }
      if (LANGUAGES.contains(node.name())) {
        assertThat(EXPRESSIONS).as("where %s stands", node).contains(node.parent());
        assertThat(node.value().path("expression").asText())
            .as("%s, in short", node)
            .hasSizeLessThan(LONGEST_EXPRESSION);
      }
    }
  }

  @Test
  @DisplayName("An id stands once in all files together, on routes and on steps")
  void idsAreUnique() {
    List<String> ids = new ArrayList<>();
    for (RouteFile file : RouteFile.all()) {
      Stream.concat(file.routes().stream(), file.steps().stream().map(Node::value))
          .forEach(named -> ids.add(named.path("id").asText()));
    }
    assertThat(ids).hasSizeGreaterThan(100).doesNotHaveDuplicates();
  }
}
