package simtrix.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/**
 * Makes docs/configuration.md out of what the compiler noted about the typed keys, the defaults
 * inside the jar, and config/application.yaml, which says what of Spring's is an operator's.
 */
final class ConfigurationGuide {

  /**
   * @param type as in Java
   * @param standard the default; empty where there is none
   */
  record Setting(String name, String type, String description, String standard, boolean secret) {

    String variable() {
      return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
  }

  private record Noted(String name, String type, String description, String standard) {}

  private static final String OURS = "simtrix.";
  private static final Path DEFAULTS = Path.of("src/main/resources/application.yaml");
  private static final Path OPERATORS = Path.of("config/application.yaml");
  private static final Path COMPOSE = Path.of(".env.example");

  private static final String HEAD =
      """
      <!-- Made by a test out of the classes of the settings; what is changed here by hand is lost. Anew:
           mvn -q test -Dtest=ConfigurationGuideTest -Dconfiguration.guide=docs/configuration.md -->
      # Every setting

      For operators. A setting stands in `config/application.yaml` beside the server's working directory, or in the environment, which wins. They are read when
      the server starts; a wrong or misspelt one stops it with a sentence that names it. Lengths of time are written as `500ms`,
      `30s`, `10m`, `4h`, `90d`, sizes as `64KB`, `2MB`, `10GB`, lists with commas. Secrets belong into the environment, or into
      files that nobody else reads. What may be chosen for each call is not here but in `config/scenarios.yaml` ([its guide](scenarios-guide.md)).
      """;

  private final Map<String, Noted> noted = noted();
  private final StandardEnvironment defaults = new StandardEnvironment();
  private final List<String> ours;

  ConfigurationGuide() throws IOException {
    defaults.getPropertySources().stream()
        .map(PropertySource::getName)
        .toList()
        .forEach(defaults.getPropertySources()::remove);
    new YamlPropertySourceLoader()
        .load("defaults", new FileSystemResource(DEFAULTS))
        .forEach(defaults.getPropertySources()::addLast);
    this.ours =
        names(new FileSystemResource(DEFAULTS)).stream()
            .filter(ConfigurationGuide::isOurs)
            .toList();
  }

  /** Our keys, in the order of their defaults. */
  List<Setting> keys() {
    return ours.stream().map(this::key).toList();
  }

  /** Our keys as the compiler noted them. */
  List<String> typedKeys() {
    return noted.keySet().stream().filter(ConfigurationGuide::isOurs).sorted().toList();
  }

  /** Spring's keys that are an operator's to set. */
  List<Setting> springsKeys() throws IOException {
    String text = Files.readString(OPERATORS).replaceAll("(?m)^(\\s*)#(?=[a-z])", "$1");
    return names(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8))).stream()
        .filter(name -> !isOurs(name))
        .map(this::key)
        .toList();
  }

  String text() throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    List<Setting> keys = keys();
    table(text, "The server", "", keys, name -> name.indexOf('.', OURS.length()) < 0);
    table(
        text,
        "Phones",
        "",
        keys,
        name -> name.startsWith("simtrix.phone-") && name.indexOf('.', OURS.length()) > 0);
    table(
        text, "Callers without a number", "", keys, name -> name.startsWith("simtrix.anonymous."));
    table(text, "Bitrix24", "", keys, name -> name.startsWith("simtrix.bitrix24."));
    table(text, "Recordings", "", keys, name -> name.startsWith("simtrix.recordings."));
    table(
        text,
        "Following a call",
        "[Tracing](tracing.md) says more.",
        keys,
        name -> name.startsWith("simtrix.tracing."));
    table(
        text,
        "Database, broker, port and log",
        "These are Spring Boot's. Without an address of a database or a broker the server runs its own. Any other key of Spring Boot, Camel and the libraries works"
            + " as well; these are the ones that operators need.",
        springsKeys(),
        name -> true);
    compose(text, keys);
    return text.toString();
  }

  private static void table(
      StringBuilder text, String title, String words, List<Setting> keys, Predicate<String> which) {
    begin(text, title, words);
    keys.stream()
        .filter(key -> which.test(key.name()))
        .forEach(key -> row(text, "`" + key.name() + "`<br>", key));
  }

  private void compose(StringBuilder text, List<Setting> keys) throws IOException {
    List<String> known = keys.stream().map(Setting::variable).toList();
    begin(
        text,
        "Beside them, for docker compose",
        "`docker-compose.yml` reads them from `.env`; `.env.example` has them all.");
    List<String> words = new ArrayList<>();
    for (String line : Files.readAllLines(COMPOSE)) {
      if (line.isBlank()) {
        words.clear();
      } else if (line.startsWith("#")) {
        words.add(line.substring(1).strip());
      } else if (!known.contains(line.split("=")[0])) {
        String name = line.split("=")[0];
        row(text, "", new Setting(name, String.class.getName(), String.join(" ", words), "", true));
      }
    }
  }

  private static void begin(StringBuilder text, String title, String words) {
    text.append("\n## ").append(title).append("\n\n");
    if (!words.isEmpty()) {
      text.append(words).append("\n\n");
    }
    text.append("| key, variable | kind | default | what for |\n|---|---|---|---|\n");
  }

  private static void row(StringBuilder text, String name, Setting key) {
    text.append(
        "| %s`%s` | %s | %s | %s%s |\n"
            .formatted(
                name,
                key.variable(),
                kind(key.type()),
                key.standard().isEmpty() ? "none" : "`" + key.standard() + "`",
                key.secret() ? "**Secret.** " : "",
                key.description().replace("|", "\\|")));
  }

  private Setting key(String name) {
    Noted note =
        Optional.ofNullable(noted.get(name))
            .or(
                () ->
                    noted.values().stream()
                        .filter(map -> name.startsWith(map.name() + "."))
                        .findFirst())
            .orElse(new Noted(name, "", "", ""));
    String standard = Optional.ofNullable(defaults.getProperty(name)).orElse(note.standard());
    boolean secret = SettingsFailureAnalyzer.SECRET.contains(name) || name.endsWith(".password");
    return new Setting(name, note.type(), words(note.description()), standard, secret);
  }

  /** Markdown of a comment in Java. */
  private static String words(String comment) {
    return comment
        .replaceAll(" See \\{@link [^}]*}\\.", "")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String kind(String type) {
    String plain = type.replaceAll("^java\\.util\\.Optional<(.*)>$", "$1");
    if (plain.startsWith("java.util.List<")) {
      return "list: " + kind(plain.substring("java.util.List<".length(), plain.length() - 1));
    }
    return switch (plain.substring(plain.lastIndexOf('.') + 1)) {
      case "Duration" -> "length of time";
      case "DataSize" -> "size";
      case "Boolean" -> "`true` or `false`";
      case "Integer" -> "whole number";
      case "Double", "BigDecimal" -> "number";
      case "Path" -> "file or folder";
      case "URI" -> "address";
      default -> constants(plain).orElse("text");
    };
  }

  private static Optional<String> constants(String type) {
    try {
      return Optional.ofNullable(Class.forName(type).getEnumConstants())
          .map(
              all ->
                  Arrays.stream(all)
                      .map(one -> "`" + one.toString().toLowerCase(Locale.ROOT) + "`")
                      .collect(Collectors.joining(" or ")));
    } catch (ClassNotFoundException noClass) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(String name) {
    return name.startsWith(OURS);
  }

  /** The keys of a YAML file, in its order. */
  private static List<String> names(Resource yaml) throws IOException {
    return new YamlPropertySourceLoader()
        .load("names", yaml).stream()
            .map(EnumerablePropertySource.class::cast)
            .flatMap(source -> Stream.of(source.getPropertyNames()))
            .toList();
  }

  private static Map<String, Noted> noted() throws IOException {
    Map<String, Noted> noted = new LinkedHashMap<>();
    List<URL> files =
        Collections.list(
            ConfigurationGuide.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"));
    for (URL file : files) {
      try (InputStream json = file.openStream()) {
        for (JsonNode property : new ObjectMapper().readTree(json).path("properties")) {
          String name = property.path("name").asText();
          String type = property.path("type").asText().replace('$', '.');
          String description = property.path("description").asText();
          String standard = property.path("defaultValue").asText();
          noted.putIfAbsent(name, new Noted(name, type, description, standard));
        }
      }
    }
    return noted;
  }
}
