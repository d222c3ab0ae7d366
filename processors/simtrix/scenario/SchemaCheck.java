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
import java.util.TreeSet;
import simtrix.scenario.YamlText.Path;
import simtrix.scenario.YamlText.Place;

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
    Place place = text.placeOfKey(path, found.getProperty());
    TreeSet<String> known = new TreeSet<>();
    parentOf(found).path("properties").fieldNames().forEachRemaining(known::add);
    String advice =
        KeyAdvice.of(found.getProperty(), known)
            .orElseGet(() -> "there may be " + String.join(", ", known) + ".");
    return new Mistake(
        place.line(),
        place.column(),
        "there is no key %s%s; %s".formatted(found.getProperty(), where(path), advice));
  }

  private Mistake badName(YamlText text, ValidationMessage found, Path path) {
    String name = found.getProperty() == null ? "" : found.getProperty();
    Place place = text.placeOfKey(path, name);
    return new Mistake(
        place.line(),
        place.column(),
        "\"%s\" cannot be a key%s. %s"
            .formatted(name, where(path), described(parentOf(found).path("propertyNames"))));
  }

  private Mistake missing(YamlText text, ValidationMessage found, Path path) {
    Place place = text.placeOfKey(path, "");
    JsonNode expected = parentOf(found).path("properties").path(found.getProperty());
    return new Mistake(
        place.line(),
        place.column(),
        "the key %s is missing%s. %s"
            .formatted(found.getProperty(), where(path), described(resolved(expected))));
  }

  private Mistake badValue(YamlText text, ValidationMessage found, Path path) {
    Place place = text.placeOf(path);
    JsonNode value = found.getInstanceNode();
    String shown =
        value == null || value.isNull()
            ? "is empty"
            : value.isContainerNode() ? "is not right" : "is \"" + value.asText() + "\"";
    String name = path.steps().isEmpty() ? "the file" : path.toString();
    return new Mistake(
        place.line(), place.column(), "%s %s. %s".formatted(name, shown, expectation(found)));
  }

  /** The description of the value that was refused, or of the nearest one around it. */
  private String expectation(ValidationMessage found) {
    return schemasOnTheWay(found).stream()
        .map(SchemaCheck::described)
        .filter(description -> !description.isEmpty())
        .reduce("", (outer, inner) -> inner);
  }

  /** The schema of the object that has the key. */
  private JsonNode parentOf(ValidationMessage found) {
    return schemasOnTheWay(found).stream()
        .filter(node -> node.has("properties") || node.has("propertyNames"))
        .reduce(schema.getSchemaNode(), (outer, inner) -> inner);
  }

  /** From the whole schema down to what was not kept. */
  private List<JsonNode> schemasOnTheWay(ValidationMessage found) {
    List<JsonNode> schemas = new ArrayList<>();
    JsonNode at = schema.getSchemaNode();
    schemas.add(at);
    JsonNodePath way = found.getEvaluationPath();
    for (int i = 0; i < way.getNameCount(); i++) {
      Object step = way.getElement(i);
      at = step instanceof Integer index ? at.path(index) : at.path(step.toString());
      at = REFERENCE.equals(step) ? pointed(at.asText()) : at;
      if (at.isObject()) {
        schemas.add(at);
      }
    }
    return schemas;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has(REFERENCE) && described(node).isEmpty()
        ? pointed(node.path(REFERENCE).asText())
        : node;
  }

  private JsonNode pointed(String reference) {
    return schema.getSchemaNode().at(reference.substring(1));
  }

  private static String described(JsonNode node) {
    return node.path("description").asText("");
  }

  private static Path path(ValidationMessage found) {
    List<String> steps = new ArrayList<>();
    JsonNodePath location = found.getInstanceLocation();
    for (int i = 0; i < location.getNameCount(); i++) {
      steps.add(location.getName(i));
    }
    return new Path(List.copyOf(steps));
  }

  private static String where(Path path) {
    return path.steps().isEmpty() ? "" : " below " + path;
  }
}
