package simtrix.console;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text with named places, each filled in the way a reader says such a thing. */
final class NamedPlaces {

  private static final Pattern PLACE = Pattern.compile("\\[(\\w+)]");

  private final Shown shown;
  private final Map<String, ?> values;

  NamedPlaces(Shown shown, Map<String, ?> values) {
    this.shown = shown;
    this.values = values;
  }

  /** The text of the key, with each {@code [name]} filled. */
  String text(String key) {
    return PLACE
        .matcher(shown.text(key))
        .replaceAll(place -> Matcher.quoteReplacement(said(place.group(1))));
  }

  private String said(String name) {
    Object value = values.get(name);
    if (value == null) {
      return "–";
    }
    return switch (name) {
      case "talkSeconds" -> shown.seconds(((Number) value).longValue());
      case "entityType" -> shown.text("entity." + value);
      case "category" -> shown.text("category." + value);
      case "state", "status" -> shown.text("state." + value);
      case "at" -> shown.when(Instant.parse(value.toString()));
      case "fields" -> fields(value);
      default -> value.toString();
    };
  }

  private String fields(Object value) {
    Collection<?> names = value instanceof Collection<?> many ? many : List.of(value);
    return names.stream()
        .map(name -> shown.text("field.payload." + name))
        .collect(Collectors.joining(", "));
  }
}
