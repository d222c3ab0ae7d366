package simtrix.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An endpoint of a route in words.
 *
 * @param scheme of its component
 * @param name without options
 * @param options as they stand in the address
 */
record Destination(String scheme, String name, String options) {

  private static final Pattern ADDRESS =
      Pattern.compile("([a-zA-Z0-9-]+):(?://)?(?:queue:)?([^?]*)\\??(.*)");
  private static final Pattern PERIOD = Pattern.compile("period=(\\d+)");

  static Destination of(String uri) {
    Matcher address = ADDRESS.matcher(uri);
    return address.matches()
        ? new Destination(address.group(1), address.group(2), address.group(3))
        : new Destination(uri, "", "");
  }

  /** The name under which other routes call this one. */
  Optional<String> directName() {
    return scheme.equals("direct") ? Optional.of(name) : Optional.empty();
  }

  /** As where something comes from. */
  String asEntry() {
    return switch (scheme) {
      case "direct" -> isOperation() ? "operation " + name : "called by other routes";
      case "timer" -> period().map(every -> "every " + every).orElse("by the clock");
      case "jms" -> "a message on " + queue();
      case "seda" -> "from the list " + name;
      case "rest-openapi", "rest", "platform-http" -> "a request of the contract";
      default -> scheme + " " + name;
    };
  }

  /** As where something goes. */
  String asTarget() {
    return switch (scheme) {
      case "direct" -> name;
      case "jms" -> "queue " + queue();
      case "seda" -> "list " + name;
      case "jpa" -> "database";
      case "http" -> "HTTP";
      case "caffeine-cache" -> "cache";
      case "log" -> "log";
      default -> scheme + " " + name;
    };
  }

  /** Operations of a contract are written as OpenAPI writes them, names of routes as YAML does. */
  private boolean isOperation() {
    return name.chars().anyMatch(Character::isUpperCase);
  }

  /** A part of the name that is known only for each message is a portal's. */
  private String queue() {
    return name.replaceAll("\\$\\{[^}]*}|\\{\\{[^}]*}}", "PORTAL");
  }

  private Optional<String> period() {
    Matcher period = PERIOD.matcher(options);
    if (!period.find()) {
      return Optional.empty();
    }
    Duration every = Duration.ofMillis(Long.parseLong(period.group(1)));
    return Optional.of(
        every.toSeconds() < 60 || every.toSeconds() % 60 != 0
            ? every.toSeconds() + " s"
            : every.toMinutes() + " min");
  }
}
