package simtrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
    "The jar says what it is made of, and nothing in it has a licence that nobody looked at")
class SbomTest {

  /** Why each is allowed: docs/decisions/0015-build-habits.md. */
  private static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "GPL-2.0-with-classpath-exception",
          "LGPL-2.1-only",
          "LGPL-2.1-or-later",
          "MIT",
          "MIT-0",
          "MPL-2.0");

  /** Programs that are started, not linked: their licence ends at their own file. */
  private static final Map<String, String> PROGRAMS = Map.of("jave-nativebin-linux64", "GPL-v3.0");

  private final List<JsonNode> parts = parts();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pkg:maven/org.apache.camel/camel-core-engine@",
        "pkg:maven/org.apache.activemq/artemis-server@",
        "pkg:maven/org.mariadb.jdbc/mariadb-java-client@",
        "pkg:maven/org.springframework.boot/spring-boot@"
      })
  void listsWhatMatters(String purl) {
    assertThat(parts)
        .filteredOn(part -> part.path("purl").asText().startsWith(purl))
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.path("version").asText()).matches("\\d+\\.\\d+.*");
              assertThat(licences(part)).isNotEmpty();
            });
  }

  @Test
  void hasNothingThatIsForTestsOnly() {
    assertThat(parts).extracting(part -> part.path("name").asText()).doesNotContain("assertj-core");
  }

  @Test
  @DisplayName("Each part may be used under one allowed licence at least")
  void licencesAreAllowed() {
    assertThat(parts)
        .hasSizeGreaterThan(200)
        .allSatisfy(
            part -> {
              String name = part.path("name").asText();
              assertThat(licences(part))
                  .as(
                      "%s: may it be used? docs/decisions/0015-build-habits.md says what we looked at",
                      name)
                  .containsAnyElementsOf(
                      PROGRAMS.containsKey(name) ? Set.of(PROGRAMS.get(name)) : ALLOWED);
            });
  }

  private static List<String> licences(JsonNode part) {
    return each(part.path("licenses"))
        .flatMap(
            choice ->
                Stream.of(
                    choice.path("expression"),
                    choice.path("license").path("id"),
                    choice.path("license").path("name")))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }

  private static List<JsonNode> parts() {
    try {
      JsonNode sbom =
          new ObjectMapper()
              .readTree(Path.of("target/classes/META-INF/sbom/application.cdx.json").toFile());
      return each(sbom.path("components")).toList();
    } catch (IOException missing) {
      throw new AssertionError(
          "Maven writes the SBOM before it compiles, but not with -o: mvn test", missing);
    }
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
