package simtrix.bitrix24.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes parameters as PHP reads them from a query: {@code filter[ID][0]=7} (REFERENCE 1.1, 4). */
final class PhpQuery {
  /** A reference to an earlier command's result; the portal wants it as it is. */
  private static final Pattern REFERENCE = Pattern.compile("\\$result(?:\\[[A-Za-z0-9_]+])+");

  private PhpQuery() {}

  /**
   * Encodes once, as a command of a batch in a JSON body wants it.
   *
   * @param params strings, numbers, booleans, lists and maps of these; nulls and empty lists are
   *     left out, as PHP does
   * @return {@code a=1&b[c]=2}
   */
  static String of(Map<String, ?> params) {
    List<String> pairs = new ArrayList<>();
    params.forEach((key, value) -> add(pairs, encoded(key), value));
    return String.join("&", pairs);
  }

  private static void add(List<String> pairs, String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((inner, one) -> add(pairs, key + "[" + encoded(inner.toString()) + "]", one));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        add(pairs, key + "[" + i + "]", list.get(i));
      }
    } else if (value instanceof Boolean flag) {
      pairs.add(key + "=" + (flag ? "1" : "0"));
    } else if (value != null) {
      pairs.add(key + "=" + withReferences(value.toString()));
    }
  }

  private static String withReferences(String text) {
    Matcher references = REFERENCE.matcher(text);
    StringBuilder written = new StringBuilder();
    int done = 0;
    while (references.find()) {
      written.append(encoded(text.substring(done, references.start()))).append(references.group());
      done = references.end();
    }
    return written.append(encoded(text.substring(done))).toString();
  }

  /** Percent-encoding throughout: a plus for a space is read as a plus by some. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
