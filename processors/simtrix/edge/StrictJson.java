package simtrix.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import simtrix.edge.Problem.FieldError;

/**
 * Reads JSON as RFC 8259 has it and refuses what two readers could understand differently: names
 * that come twice, anything after the end, characters that are no Unicode or no text, numbers
 * without bounds.
 */
final class StrictJson {

  private static final int DEEPEST = 32;
  private static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * @throws RefusedRequest 400 with a sentence that says where the text stops being JSON
   */
  static JsonNode read(String text) {
    JsonNode node = parse(text);
    refuseUnwritable(node);
    return node;
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (!node.isMissingNode()) {
        return node;
      }
      throw malformed("The body is empty; a JSON object is needed.");
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " at line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw malformed("The body is not JSON that can be read%s.".formatted(place));
    }
  }

  private static void refuseUnwritable(JsonNode node) {
    if (node.isTextual()) {
      refuseUnwritable(node.textValue());
    }
    if (node.isNumber() && Double.isInfinite(node.doubleValue())) {
      throw malformed("A number in the body is larger than any that has a meaning here.");
    }
    node.properties()
        .forEach(
            field -> {
              refuseUnwritable(field.getKey());
              refuseUnwritable(field.getValue());
            });
    if (node.isArray()) {
      node.forEach(StrictJson::refuseUnwritable);
    }
  }

  private static void refuseUnwritable(String text) {
    if (text.indexOf('\0') >= 0
        || !StandardCharsets.UTF_8.newEncoder().canEncode(CharBuffer.wrap(text))) {
      throw malformed("A text in the body holds a NUL character or half of a surrogate pair.");
    }
  }

  private static RefusedRequest malformed(String sentence) {
    return RefusedRequest.invalid(sentence, List.of(new FieldError("body", sentence)));
  }
}
