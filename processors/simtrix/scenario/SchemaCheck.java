package simtrix.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import simtrix.scenario.YamlText.Path;
import simtrix.scenario.YamlText.Place;
import simtrix.text.Sentence;

/**
 * Holds the file against {@code config/scenarios.schema.json}, the schema that editors use as well.
 * What a key expects says its {@code description} there.
 */
final class SchemaCheck {

  private static final String REFERENCE = "$ref";
  private static final String SCHEMA = "/config/scenarios.schema.json";

  private final JsonSchema schema;

  SchemaCheck() {
    try (InputStream text = SchemaCheck.class.getResourceAsStream(SCHEMA)) {
      this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  List<Mistake> of(YamlText text) {
    return schema.validate(text.content()).stream().map(found -> mistake(text, found)).toList();
  }

  private Mistake mistake(YamlText text, ValidationMessage found) {
    Path path = path(found);
    return switch (found.getType()) {
      case "additionalProperties", "unevaluatedProperties" -> unknownKey(text, found, path);
      case "propertyNames" -> badName(text, found, path);
      case "required" -> missing(text, found, path);
      default -> badValue(text, found, path);
    };
  }

  private Mistake unknownKey(YamlText text, ValidationMessage found, Path path) {
    TreeSet<String> known = new TreeSet<>();
    parentOf(found).node().path("properties").fieldNames().forEachRemaining(known::add);
    Sentence advice =
        KeyAdvice.of(found.getProperty(), known)
            .orElseGet(() -> Sentence.of("mistake.known-keys", String.join(", ", known)));
    return at(
        text.placeOfKey(path, found.getProperty()),
        Sentence.of("mistake.unknown-key", found.getProperty(), where(path), advice));
  }

  private Mistake badName(YamlText text, ValidationMessage found, Path path) {
    String name = found.getProperty() == null ? "" : found.getProperty();
    return at(
        text.placeOfKey(path, name),
        Sentence.of(
            "mistake.bad-name",
            name,
            where(path),
            parentOf(found).down("propertyNames").expectation()));
  }

  private Mistake missing(YamlText text, ValidationMessage found, Path path) {
    Part expected = parentOf(found).down("properties").down(found.getProperty());
    boolean elsewhere = !expected.isDescribed() && expected.node().has(REFERENCE);
    return at(
        text.placeOfKey(path, ""),
        Sentence.of(
            "mistake.missing-key",
            found.getProperty(),
            where(path),
            (elsewhere ? pointed(expected) : expected).expectation()));
  }

  private Mistake badValue(YamlText text, ValidationMessage found, Path path) {
    Sentence name = path.steps().isEmpty() ? Sentence.of("mistake.file") : path.said();
    Sentence expectation = expectation(found);
    JsonNode value = found.getInstanceNode();
    Sentence sentence =
        value == null || value.isNull()
            ? Sentence.of("mistake.empty", name, expectation)
            : value.isContainerNode()
                ? Sentence.of("mistake.not-right", name, expectation)
                : Sentence.of("mistake.bad-value", name, value.asText(), expectation);
    return at(text.placeOf(path), sentence);
  }

  private static Mistake at(Place place, Sentence sentence) {
    return new Mistake(place.line(), place.column(), sentence);
  }

  /** The description of the value that was refused, or of the nearest one around it. */
  private Sentence expectation(ValidationMessage found) {
    return partsOnTheWay(found).stream()
        .filter(Part::isDescribed)
        .reduce((outer, inner) -> inner)
        .map(Part::expectation)
        .orElse(Sentence.untranslated(""));
  }

  /** The schema of the object that has the key. */
  private Part parentOf(ValidationMessage found) {
    return partsOnTheWay(found).stream()
        .filter(part -> part.node().has("properties") || part.node().has("propertyNames"))
        .reduce(whole(), (outer, inner) -> inner);
  }

  /** From the whole schema down to what was not kept. */
  private List<Part> partsOnTheWay(ValidationMessage found) {
    List<Part> parts = new ArrayList<>();
    Part at = whole();
    parts.add(at);
    JsonNodePath way = found.getEvaluationPath();
    for (int i = 0; i < way.getNameCount(); i++) {
      Object step = way.getElement(i);
      at = REFERENCE.equals(step) ? pointed(at) : at.down(step);
      if (at.node().isObject()) {
        parts.add(at);
      }
    }
    return parts;
  }

  private Part whole() {
    return new Part(schema.getSchemaNode(), "");
  }

  private Part pointed(Part part) {
    Part at = whole();
    for (String step : part.node().path(REFERENCE).asText().substring(2).split("/")) {
      at = at.down(step);
    }
    return at;
  }

  /**
   * A part of the schema.
   *
   * @param name where it stands, without the words of JSON schema, as {@code .lead.source}
   */
  record Part(JsonNode node, String name) {

    private static final Set<String> UNSAID = Set.of("properties", "$defs");

    Part down(Object step) {
      JsonNode below =
          step instanceof Integer index ? node.path(index) : node.path(step.toString());
      return new Part(below, UNSAID.contains(step) ? name : name + "." + step);
    }

    boolean isDescribed() {
      return node.hasNonNull("description");
    }

    /** What it has to be: the schema's own words in English, in other languages by its name. */
    Sentence expectation() {
      return Sentence.named(node.path("description").asText(""), "expects" + name);
    }
  }

  private static Path path(ValidationMessage found) {
    List<String> steps = new ArrayList<>();
    JsonNodePath location = found.getInstanceLocation();
    for (int i = 0; i < location.getNameCount(); i++) {
      steps.add(location.getName(i));
    }
    return new Path(List.copyOf(steps));
  }

  private static Sentence where(Path path) {
    return path.steps().isEmpty()
        ? Sentence.untranslated("")
        : Sentence.of("mistake.below", path.said());
  }
}
