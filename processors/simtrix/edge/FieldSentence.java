package simtrix.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import simtrix.edge.Problem.FieldError;

/** Says in a sentence what a schema has against a field. */
final class FieldSentence {

  /** The keyword of a contract with which it gives its own words for a rule. */
  static final String OWN_WORDS = "x-message";

  /** What a message says when the contract has no words of its own. */
  static final String NO_OWN_WORDS = "";

  private static final Map<String, String> FORMATS =
      Map.of(
          "uuid", "must be a UUID such as 7b0f7a54-6c0c-4d5c-9a25-2f6f9a3f0b11",
          "date-time", "must be a date and time with an offset such as 2026-11-24T10:00:00+01:00");
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "text",
          "integer", "a whole number",
          "number", "a number",
          "boolean", "true or false",
          "object", "a JSON object",
          "array", "a list",
          "null", "null");

  private FieldSentence() {}

  /**
   * @param message of the validator
   * @param name what a parameter is called; empty for a body, whose fields have names of their own
   */
  static FieldError of(ValidationMessage message, String name) {
    String field = name.isEmpty() ? field(message) : name;
    String subject = field.isEmpty() ? "the body" : field;
    return new FieldError(field.isEmpty() ? "body" : field, subject + " " + predicate(message));
  }

  private static String field(ValidationMessage message) {
    List<String> steps = new ArrayList<>();
    JsonNodePath path = message.getInstanceLocation();
    for (int i = 0; i < path.getNameCount(); i++) {
      steps.add(path.getName(i));
    }
    if (message.getProperty() != null) {
      steps.add(message.getProperty());
    }
    return String.join(".", steps);
  }

  private static String predicate(ValidationMessage message) {
    if (!message.getMessage().equals(NO_OWN_WORDS)) {
      return message.getMessage();
    }
    JsonNode rule = message.getSchemaNode();
    return switch (message.getType()) {
      case "required" -> "is required";
      case "type" -> "must be " + types(rule);
      case "enum" -> "must be one of " + values(rule);
      case "format" -> FORMATS.getOrDefault(rule.asText(), "has the wrong format");
      case "minLength" -> "must not be empty";
      case "maxLength" -> "must have at most " + rule.asText() + " characters";
      case "minimum" -> "must be at least " + rule.asText();
      case "maximum" -> "must be at most " + rule.asText();
      default -> "is not valid";
    };
  }

  private static String types(JsonNode rule) {
    Iterable<JsonNode> names = rule.isArray() ? rule : List.of(rule);
    return String.join(
        " or ",
        StreamSupport.stream(names.spliterator(), false)
            .map(type -> TYPES.getOrDefault(type.asText(), type.asText()))
            .toList());
  }

  private static String values(JsonNode rule) {
    return String.join(
        ", ",
        StreamSupport.stream(rule.spliterator(), false)
            .filter(value -> !value.isNull())
            .map(JsonNode::asText)
            .toList());
  }
}
