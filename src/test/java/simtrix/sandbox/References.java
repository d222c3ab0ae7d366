package simtrix.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts earlier results of a batch in the place of <code>$result[command][field]</code> (REFERENCE
 * 4).
 */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$result((?:\\[[^\\]]*])+)");
  private static final Pattern STEP = Pattern.compile("\\[([^\\]]*)]");

  private final Supplier<SandboxSettings.UnresolvedReference> unresolved;

  References(Supplier<SandboxSettings.UnresolvedReference> unresolved) {
    this.unresolved = unresolved;
  }

  /**
   * Every text in the tree with its references resolved; a text that is one reference may become an
   * array.
   */
  Object resolve(Object node, Map<String, Object> results) {
    if (node instanceof Map<?, ?>) {
      Map<String, Object> resolved = new LinkedHashMap<>();
      Php.map(node).forEach((key, value) -> resolved.put(key, resolve(value, results)));
      return resolved;
    }
    return node instanceof String text ? resolveText(text, results) : node;
  }

  private Object resolveText(String text, Map<String, Object> results) {
    Matcher matcher = REFERENCE.matcher(text);
    if (matcher.matches()) {
      return follow(matcher.group(1), results).orElseGet(() -> missing(text));
    }
    matcher.reset();
    StringBuilder built = new StringBuilder();
    while (matcher.find()) {
      String reference = matcher.group();
      String value =
          follow(matcher.group(1), results)
              .filter(found -> !Php.isContainer(found))
              .map(Php::text)
              .orElseGet(() -> missing(reference));
      matcher.appendReplacement(built, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(built).toString();
  }

  private String missing(String reference) {
    if (unresolved.get() == SandboxSettings.UnresolvedReference.ERROR) {
      throw new RestException(400, "100", "Could not find value for parameter {" + reference + "}");
    }
    return "";
  }

  private static Optional<Object> follow(String steps, Map<String, Object> results) {
    List<String> path = new ArrayList<>();
    Matcher step = STEP.matcher(steps);
    while (step.find()) {
      path.add(step.group(1));
    }
    Optional<Object> node = Optional.of(results);
    for (String key : path) {
      node = node.flatMap(parent -> Php.child(parent, key));
    }
    return node;
  }
}
