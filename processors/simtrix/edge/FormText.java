package simtrix.edge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code application/x-www-form-urlencoded} text (URL Standard, 5.1), of a query or a body,
 * and refuses what cannot be decoded instead of guessing.
 */
final class FormText {

  private FormText() {}

  /**
   * @param text encoded pairs, perhaps empty
   * @return every value of every name, in the order of the text
   * @throws RefusedRequest 400 when a percent sign is followed by no byte or the bytes are no UTF-8
   */
  static Map<String, List<String>> read(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return values;
  }

  /**
   * Every part of a form has a name and a value; Camel's own reader fails on anything else.
   *
   * @throws RefusedRequest 400
   */
  static void requirePairs(String text) {
    read(text);
    for (String pair : text.split("&")) {
      if (!text.isEmpty() && !pair.contains("=")) {
        throw RefusedRequest.invalid("The form has a name without a value.", List.of());
      }
    }
  }

  private static String decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        int high = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 <= bytes.length - 1 ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw RefusedRequest.invalid(
              "A percent sign in the query or the form is not followed by two hex digits.",
              List.of());
        }
        decoded.write(high * 16 + low);
        i += 2;
      } else {
        decoded.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return utf8(decoded.toByteArray());
  }

  /**
   * @throws RefusedRequest 400 when the bytes are no UTF-8
   */
  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw RefusedRequest.invalid("The text is not UTF-8.", List.of());
    }
  }
}
