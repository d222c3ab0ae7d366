package simtrix.bitrix24;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id in the {@code EVENT_DATA} of an offline event. The documentation shows it empty and says
 * that it names the object (REFERENCE 7.4), so every likely shape is read: {@code
 * {"FIELDS":{"ID":7}}} as in online events, {@code {"ID":"7"}}, a list of one, flat keys as {@code
 * FIELDS[ID]}, and all of these as a text.
 */
final class EventData {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SERIALIZED =
      Pattern.compile("\"ID\";(?:i:(?<number>[0-9]{1,18});|s:[0-9]+:\"(?<text>[0-9]{1,18})\";)");
  private static final int DEEPEST = 4;

  private EventData() {}

  /** Empty when no one record can be read out of it. */
  static Optional<Long> recordId(JsonNode data) {
    return recordId(data, 0);
  }

  private static Optional<Long> recordId(JsonNode data, int depth) {
    if (depth > DEEPEST) {
      return Optional.empty();
    }
    if (data.isTextual()) {
      return serialized(data.asText()).or(() -> recordId(parsed(data.asText()), depth + 1));
    }
    if (data.isArray()) {
      return data.size() == 1 ? recordId(data.get(0), depth + 1) : Optional.empty();
    }
    return ownId(data).or(() -> fields(data).flatMap(inner -> recordId(inner, depth + 1)));
  }

  private static Optional<Long> ownId(JsonNode data) {
    return data.properties().stream()
        .filter(field -> isId(field.getKey()))
        .flatMap(field -> id(field.getValue()).stream())
        .findFirst();
  }

  private static boolean isId(String key) {
    String plain = key.toUpperCase(Locale.ROOT).replace("[", "").replace("]", "");
    return plain.equals("ID") || plain.equals("FIELDSID");
  }

  private static Optional<JsonNode> fields(JsonNode data) {
    return data.properties().stream()
        .filter(field -> field.getKey().equalsIgnoreCase("fields"))
        .map(field -> field.getValue())
        .findFirst();
  }

  private static Optional<Long> id(JsonNode node) {
    String text = node.isValueNode() ? node.asText("") : "";
    return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static Optional<Long> serialized(String text) {
    Matcher php = SERIALIZED.matcher(text);
    return php.find()
        ? Optional.of(
            Long.valueOf(php.group("number") == null ? php.group("text") : php.group("number")))
        : Optional.empty();
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException other) {
      return MissingNode.getInstance();
    }
  }
}
