package simtrix.installation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form as PHP writes it, {@code auth[member_id]=0a1b} (REFERENCE 7.2). Of several fields with one
 * name the last counts, as in PHP.
 */
record PhpForm(Map<String, String> fields) {

  /**
   * Reads {@code application/x-www-form-urlencoded} text.
   *
   * @return the fields that can be decoded
   */
  static PhpForm read(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        } catch (IllegalArgumentException notEncoded) {
          // A field that nobody can read is as good as none; what is required is asked for by name.
        }
      }
    }
    return new PhpForm(fields);
  }

  /** The field of that name, if it is there and not empty. */
  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
