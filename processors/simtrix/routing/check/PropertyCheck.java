package simtrix.routing.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import simtrix.text.Sentence;

/**
 * Whether every {@code {{key}}} has a value, from the configuration or as a template's parameter.
 */
final class PropertyCheck {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]+)}}");
  private static final String MILLIS = "millis:";

  private PropertyCheck() {}

  static List<RouteFault> check(List<RouteNode> nodes, KnownParts parts) {
    Set<String> parameters = new HashSet<>();
    for (RouteNode node : nodes) {
      if (node.name().equals("parameters") && node.path().equals(List.of("routeTemplate"))) {
        node.text("name").ifPresent(parameters::add);
      }
    }
    List<RouteFault> faults = new ArrayList<>();
    for (RouteNode node : nodes) {
      for (MatchResult found : PLACEHOLDER.matcher(node.text().orElse("")).results().toList()) {
        String key = key(found.group(1));
        boolean inTemplate = node.path().contains("routeTemplate") && parameters.contains(key);
        if (!key.isEmpty() && !inTemplate && !parts.hasProperty(key)) {
          faults.add(node.fault(Sentence.of("fault.no-setting", key)));
        }
      }
    }
    return faults;
  }

  /** Empty for a placeholder that may be missing or has a default. */
  private static String key(String inside) {
    String text = inside.trim();
    if (text.startsWith(MILLIS)) {
      return text.substring(MILLIS.length());
    }
    return text.startsWith("?") || text.contains(":") ? "" : text;
  }
}
