package simtrix.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import simtrix.edge.Problem.FieldError;
import simtrix.text.Sentence;

/** Says in a sentence what a schema has against a field. */
final class FieldSentence {

  /** The keyword of a contract with which it names a sentence of its own for a rule, by its key. */
  static final String OWN_SENTENCE = "x-message";

  /** What a message says when the contract names no sentence of its own. */
  static final String NO_OWN_SENTENCE = "";

  private static final String KEY = "refusal.";
  private static final Set<String> FORMATS = Set.of("uuid", "date-time");
  private static final Set<String> LIMITS = Set.of("maxLength", "minimum", "maximum");

  private FieldSentence() {}

  /**
   * @param message of the validator
   * @param name what a parameter is called; empty for a body, whose fields have names of their own
   */
  static FieldError of(ValidationMessage message, String name) {
    String field = name.isEmpty() ? field(message) : name;
    return field.isEmpty()
        ? new FieldError("body", sentence(message, Sentence.named("the body", KEY + "body")))
        : new FieldError(field, sentence(message, FieldError.name(field)));
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

  private static Sentence sentence(ValidationMessage message, Sentence subject) {
    String own = message.getMessage();
    if (!own.equals(NO_OWN_SENTENCE)) {
      return Sentence.of(own, subject);
    }
    JsonNode rule = message.getSchemaNode();
    String type = message.getType();
    if (LIMITS.contains(type)) {
      return Sentence.of(KEY + type, subject, rule.asText());
    }
    return switch (type) {
      case "required", "minLength" -> Sentence.of(KEY + type, subject);
      case "type" -> Sentence.of(KEY + type, subject, types(rule));
      case "enum" -> Sentence.of(KEY + type, subject, values(rule));
      case "format" ->
          Sentence.of(
              KEY + (FORMATS.contains(rule.asText()) ? "format." + rule.asText() : "format"),
              subject);
      default -> Sentence.of(KEY + "invalid", subject);
    };
  }

  private static Sentence types(JsonNode rule) {
    Iterable<JsonNode> names = rule.isArray() ? rule : List.of(rule);
    return StreamSupport.stream(names.spliterator(), false)
        .map(type -> Sentence.of(KEY + "type." + type.asText()))
        .reduce((one, other) -> Sentence.of(KEY + "or", one, other))
        .orElseThrow();
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
