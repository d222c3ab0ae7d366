package simtrix.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A multipart/form-data body taken apart, for uploads of recordings (REFERENCE 5.4). */
record Multipart(Map<String, String> fields, Map<String, byte[]> files) {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"?([^\";\r\n]+)\"?");

  static Multipart parse(String contentType, byte[] body) {
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, byte[]> files = new LinkedHashMap<>();
    Matcher boundary = BOUNDARY.matcher(contentType);
    // ISO-8859-1 maps bytes to characters one to one, so positions in the text are positions in the
    // body.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    if (boundary.find()) {
      String separator = "--" + boundary.group(1);
      int start = text.indexOf(separator);
      while (start >= 0) {
        int next = text.indexOf("\r\n" + separator, start + separator.length());
        if (next >= 0) {
          part(text.substring(start + separator.length(), next), fields, files);
        }
        start = next < 0 ? -1 : next + 2;
      }
    }
    return new Multipart(fields, files);
  }

  private static void part(String part, Map<String, String> fields, Map<String, byte[]> files) {
    int blank = part.indexOf("\r\n\r\n");
    Matcher name = NAME.matcher(blank < 0 ? "" : part.substring(0, blank));
    if (!name.find()) {
      return;
    }
    byte[] content = part.substring(blank + 4).getBytes(StandardCharsets.ISO_8859_1);
    if (part.substring(0, blank).contains("filename=")) {
      files.put(name.group(1), content);
    } else {
      fields.put(name.group(1), new String(content, StandardCharsets.UTF_8));
    }
  }
}
