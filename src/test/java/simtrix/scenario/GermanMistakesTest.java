package simtrix.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

@DisplayName("A mistake in config/scenarios.yaml, as a German page tells it")
class GermanMistakesTest {

  private final ResourceBundleMessageSource texts = new ResourceBundleMessageSource();

  GermanMistakesTest() {
    texts.setBasename("texts/mistakes");
    texts.setDefaultEncoding("UTF-8");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mised: {known: {log: true}}                             | Einen Schlüssel mised gibt es unter portals.acme nicht; meinten Sie missed?
          missed: {known: {log: true, lead: {}}}                  | Einen Schlüssel lead gibt es unter portals.acme.missed.known nicht; möglich sind log, notification, task.
          missed: {known: {}}                                     | Der Schlüssel log fehlt unter portals.acme.missed.known. Es muss true sein (der Anruf wird
          missed:                                                 | portals.acme.missed ist leer. Es muss den Fall known oder unknown haben
          missed: {unknown: {log: true, lead: {source: Anruf}}}   | lead.source ist „Anruf“. Es muss die STATUS_ID einer Quelle in Bitrix24 sein
          missed: {unknown: {log: true, lead: {title: '{name}'}}} | lead.title enthält {name}. Bekannt ist nur {number}.
          missed: {unknown: {log: true, lead: {responsible: {round-robin: [12, Eva]}}}} | round-robin (Eintrag 2) ist „Eva“. Es muss eine Liste von Ids
          matching: [contact, lead]                               | matching ist nicht richtig. Es müssen contact, company und lead sein
          """)
  @DisplayName("The same place and key, and German words")
  void german(String rules, String sentence) throws IOException {
    String text = Files.readString(Path.of("config", "scenarios.yaml"));
    BrokenScenariosException broken =
        catchThrowableOfType(
            BrokenScenariosException.class,
            () ->
                new ScenarioReader()
                    .read("scenarios.yaml", text + "portals:\n  acme:\n    " + rules));
    assertThat(texts.getMessage(broken.mistakes().get(0), Locale.GERMAN))
        .startsWith("scenarios.yaml, Zeile ")
        .contains(sentence);
  }

  @Test
  @DisplayName("What a key has to be is said in German for each description of the schema")
  void expectations() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Path.of("config", "scenarios.schema.json").toFile());
    Set<String> described = new TreeSet<>();
    describe(new SchemaCheck.Part(schema, ""), described);
    assertThat(
            ResourceBundle.getBundle("texts.mistakes", Locale.GERMAN).keySet().stream()
                .filter(key -> key.startsWith("expects")))
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(described);
  }

  private static void describe(SchemaCheck.Part part, Set<String> into) {
    if (part.isDescribed()) {
      into.add(part.expectation().getCodes()[0]);
    }
    part.node().fieldNames().forEachRemaining(name -> describe(part.down(name), into));
    for (int i = 0; part.node().isArray() && i < part.node().size(); i++) {
      describe(part.down(i), into);
    }
  }
}
