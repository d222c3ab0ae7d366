package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointUriFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.routes.RouteFile.Node;

@DisplayName("What holds for every file in routes/ (DESIGN 2)")
class RouteFilesTest {

  private static final int MOST_STEPS = 25;
  private static final int LONGEST_EXPRESSION = 90;
  private static final String KEBAB_CASE = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
  private static final Set<String> LANGUAGES = Set.of("simple", "constant");

  /** Where a language may stand; a step has it under "expression", or Kaoto does not show it. */
  private static final Set<String> EXPRESSIONS =
      Set.of("expression", "handled", "correlationExpression");

  /**
   * What camel-http takes at an endpoint, although its catalogue has it for the component alone.
   */
  private static final Set<String> UNLISTED =
      Set.of("connectTimeout", "connectionRequestTimeout", "responseTimeout", "soTimeout");

  private static final Pattern BEAN_IN_SIMPLE =
      Pattern.compile("\\$\\{bean:([a-zA-Z]+)\\?method=([a-zA-Z]+)}");

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

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  @DisplayName("What a route says of an endpoint is something that its component knows")
  void options(RouteFile file) throws IOException {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      for (Node node : file.nodes()) {
        if (node.value().has("uri")) {
          String scheme = node.value().path("uri").asText();
          EndpointUriFactory component =
              camel.getCamelContextExtension().getEndpointUriFactory(scheme);
          assertThat(component).as("component %s of %s", scheme, node).isNotNull();
          Set<String> known = new HashSet<>(component.propertyNames());
          known.addAll(UNLISTED);
          assertThat(node.value().path("parameters").fieldNames())
              .toIterable()
              .as("parameters of %s", node)
              .isSubsetOf(known);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  @DisplayName("Every bean that a route calls exists, and has that method")
  void beans(RouteFile file) {
    Map<String, Class<?>> beans = Beans.byName();
    for (Node node : file.nodes()) {
      if (node.name().equals("bean") || node.name().equals("process")) {
        String name = node.value().path("ref").asText();
        assertThat(beans).as("%s in %s", node, file).containsKey(name);
        if (node.value().has("method")) {
          assertThat(methods(beans.get(name))).contains(node.value().path("method").asText());
        } else {
          assertThat(beans.get(name)).isAssignableTo(Processor.class);
        }
      }
      if (node.value() instanceof TextNode text) {
        for (MatchResult call : BEAN_IN_SIMPLE.matcher(text.asText()).results().toList()) {
          assertThat(beans).containsKey(call.group(1));
          assertThat(methods(beans.get(call.group(1)))).contains(call.group(2));
        }
      }
    }
  }

  private static Set<String> methods(Class<?> bean) {
    Set<String> names = new HashSet<>();
    Arrays.stream(bean.getMethods()).map(Method::getName).forEach(names::add);
    return names;
  }
}
