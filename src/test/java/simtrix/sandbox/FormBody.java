package simtrix.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Form fields with PHP's bracket keys, <code>fields[PHONE][0][VALUE]=...</code> (REFERENCE 1.1,
 * 7.2).
 */
final class FormBody {
  private FormBody() {}

  /** Query string or urlencoded body to a tree of maps; <code>key[]</code> appends. */
  static Map<String, Object> parse(String encoded) {
    Node root = new Node();
    if (encoded != null) {
      for (String pair : encoded.split("&")) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          String key = equals < 0 ? pair : pair.substring(0, equals);
          root.put(path(decode(key)), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
      }
    }
    return root.toMap();
  }

  static Map<String, Object> nest(Map<String, String> flat) {
    Node root = new Node();
    flat.forEach((key, value) -> root.put(path(key), value));
    return root.toMap();
  }

  /** Flat bracket keys to an urlencoded body. */
  static String write(Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach((key, value) -> pairs.add(encode(key) + "=" + encode(value)));
    return String.join("&", pairs);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static List<String> path(String key) {
    List<String> path = new ArrayList<>();
    int open = key.indexOf('[');
    if (open <= 0) {
      path.add(key);
      return path;
    }
    path.add(key.substring(0, open));
    while (open >= 0) {
      int close = key.indexOf(']', open);
      if (close < 0) {
        break;
      }
      path.add(key.substring(open + 1, close));
      open = key.indexOf('[', close);
    }
    return path;
  }

  private static final class Node {
    private final Map<String, Object> entries = new LinkedHashMap<>();

    void put(List<String> path, String value) {
      String key = path.get(0).isEmpty() ? String.valueOf(entries.size()) : path.get(0);
      if (path.size() == 1) {
        entries.put(key, value);
      } else if (entries.get(key) instanceof Node child) {
        child.put(path.subList(1, path.size()), value);
      } else {
        Node child = new Node();
        entries.put(key, child);
        child.put(path.subList(1, path.size()), value);
      }
    }

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      entries.forEach((key, value) -> map.put(key, value instanceof Node n ? n.toMap() : value));
      return map;
    }
  }
}
