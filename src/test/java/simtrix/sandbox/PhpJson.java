package simtrix.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON as PHP's json_encode writes it (REFERENCE 1.2 and 4): a map is a list when it is empty or
 * when its keys are exactly 0 to n-1.
 */
final class PhpJson {
  /** What the portal prints where it means a date object: <code>{}</code>. */
  static final Object EMPTY_OBJECT = new Object();

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private PhpJson() {}

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(shape(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A sandbox answer could not be written as JSON", e);
    }
  }

  /** A body that is no JSON object reads as no parameters, as in PHP. */
  static Map<String, Object> read(byte[] body) {
    try {
      Map<String, Object> parsed = MAPPER.readValue(body, MAP);
      return parsed == null ? Map.of() : parsed;
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static Object shape(Object value) {
    if (value == EMPTY_OBJECT) {
      return MAPPER.createObjectNode();
    }
    if (!Php.isContainer(value)) {
      return value;
    }
    Map<String, Object> shaped = new LinkedHashMap<>();
    Php.map(value).forEach((key, entry) -> shaped.put(key, shape(entry)));
    return isList(shaped) ? new ArrayList<>(shaped.values()) : shaped;
  }

  private static boolean isList(Map<String, Object> map) {
    int index = 0;
    for (String key : map.keySet()) {
      if (!key.equals(String.valueOf(index++))) {
        return false;
      }
    }
    return true;
  }
}
