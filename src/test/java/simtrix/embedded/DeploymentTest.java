package simtrix.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.Yaml;

/**
 * The files of an operator: docker-compose.yml and config/application.yaml agree with the server.
 */
class DeploymentTest {
  private static final Set<String> SPRING_KEYS =
      Set.of(
          "SERVER_PORT",
          "LOGGING_STRUCTURED_FORMAT_CONSOLE",
          "SPRING_DATASOURCE_URL",
          "SPRING_DATASOURCE_USERNAME",
          "SPRING_DATASOURCE_PASSWORD",
          "SPRING_ARTEMIS_MODE",
          "SPRING_ARTEMIS_BROKER_URL",
          "SPRING_ARTEMIS_USER",
          "SPRING_ARTEMIS_PASSWORD");
  private static final Pattern DEFAULT_OF_A_SECRET =
      Pattern.compile("\\$\\{[A-Z0-9_]*(PASSWORD|SECRET|KEY|WEBHOOK)[A-Z0-9_]*:?-[^}]");

  @Test
  void composeRunsTheServerItsDatabaseAndItsBroker() throws IOException {
    assertThat(services().keySet()).containsExactlyInAnyOrder("simtrix", "mariadb", "artemis");
    assertThat(service("mariadb").get("image")).isEqualTo("mariadb:11.4");
    assertThat(service("artemis").get("image")).isEqualTo("apache/activemq-artemis:2.40.0");
    assertThat(service("simtrix").get("build")).isEqualTo(".");
    assertThat(map(service("simtrix"), "depends_on").keySet())
        .containsExactlyInAnyOrder("mariadb", "artemis");
    for (String name : services().keySet()) {
      assertThat(map(service(name), "healthcheck")).as(name).containsKey("test");
    }
  }

  @Test
  void composeKeepsDataInVolumesThatAreDeclared() throws IOException {
    Set<String> declared = map(compose(), "volumes").keySet();
    Set<String> used =
        services().keySet().stream()
            .flatMap(name -> volumes(name).stream())
            .map(volume -> volume.split(":")[0])
            .filter(source -> !source.startsWith("."))
            .collect(Collectors.toSet());

    assertThat(used).isEqualTo(declared).containsExactlyInAnyOrder("data", "mariadb", "artemis");
  }

  @Test
  void composeMountsTheBrokerFileThatTheServerUses() {
    assertThat(volumes("artemis"))
        .contains("./config/broker.xml:/var/lib/artemis-instance/etc-override/broker.xml:ro");
    assertThat(Path.of("config/broker.xml")).exists();
  }

  @Test
  void composeSetsOnlyKeysThatTheServerHas() throws IOException {
    Set<String> known = environmentNames(new FileSystemResource(defaults()), "simtrix.");

    assertThat(map(service("simtrix"), "environment").keySet())
        .allSatisfy(
            key -> assertThat(SPRING_KEYS.contains(key) || known.contains(key)).as(key).isTrue())
        .containsAll(SPRING_KEYS)
        .contains("SIMTRIX_DATA", "SIMTRIX_SECRET_KEY", "SIMTRIX_ADMIN_PASSWORD");
  }

  @Test
  void composeHasNoSecretOfItsOwn() throws IOException {
    String text = Files.readString(Path.of("docker-compose.yml"));

    assertThat(DEFAULT_OF_A_SECRET.matcher(text).find()).isFalse();
    for (String name : services().keySet()) {
      map(service(name), "environment")
          .forEach(
              (key, value) -> {
                if (key.endsWith("_PASSWORD") && !key.contains("RANDOM")) {
                  assertThat(value.toString()).as(key).startsWith("${");
                }
              });
    }
    Set<String> asked =
        Pattern.compile("\\$\\{([A-Z0-9_]+):\\?")
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(Files.readAllLines(Path.of(".env.example")))
        .containsAll(asked.stream().map(name -> name + "=").toList());
    assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("/.env");
  }

  @Test
  void stoppingGetsTheTimeThatItTakes() throws IOException {
    Map<String, String> defaults = properties(new FileSystemResource(defaults()), "");
    Duration answers = duration(defaults.get("spring.lifecycle.timeout-per-shutdown-phase"));
    Duration writes = duration(defaults.get("camel.main.shutdown-timeout") + "s");
    Duration grace = duration(service("simtrix").get("stop_grace_period").toString());

    assertThat(writes).isGreaterThan(duration(defaults.get("simtrix.bitrix24.write-timeout")));
    assertThat(grace).isGreaterThan(answers.plus(writes).plusSeconds(10));
    assertThat(Files.readString(Path.of("docs/operations.md")))
        .contains("`docker stop -t %d`".formatted(grace.toSeconds()))
        .contains("`TimeoutStopSec=%d`".formatted(grace.toSeconds()));
    assertThat(Files.readString(Path.of("Dockerfile"))).containsPattern("ENTRYPOINT \\[\"java\"");
  }

  private static Duration duration(String text) {
    return DurationStyle.detectAndParse(text);
  }

  @Test
  void theOperatorsFileChangesNothingUntilItIsEdited() throws IOException {
    assertThat(Files.readAllLines(Path.of("config/application.yaml")))
        .allSatisfy(line -> assertThat(line.strip()).matches("(#.*)?"));
  }

  @Test
  void theOperatorsFileShowsEveryKeyWithItsDefault() throws IOException {
    Map<String, String> shown = properties(new ByteArrayResource(uncommented()), "simtrix.");
    Map<String, String> inForce = properties(new FileSystemResource(defaults()), "simtrix.");
    inForce.replaceAll((key, value) -> value.replace("${simtrix.data}", "data"));

    assertThat(shown).containsExactlyInAnyOrderEntriesOf(inForce);
  }

  /** Settings are commented out without a space behind the #, explanations have one. */
  private static byte[] uncommented() throws IOException {
    return Files.readAllLines(Path.of("config/application.yaml")).stream()
        .map(line -> line.replaceFirst("^( *)#(?=[a-z])", "$1"))
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Path defaults() {
    return Path.of("src/main/resources/application.yaml");
  }

  private static Set<String> environmentNames(Resource yaml, String prefix) {
    return properties(yaml, prefix).keySet().stream()
        .map(key -> key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> properties(Resource yaml, String prefix) {
    YamlPropertiesFactoryBean reader = new YamlPropertiesFactoryBean();
    reader.setResources(yaml);
    return reader.getObject().entrySet().stream()
        .filter(entry -> entry.getKey().toString().startsWith(prefix))
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toString(), entry -> entry.getValue().toString()));
  }

  private static List<String> volumes(String service) {
    try {
      return ((Collection<?>) service(service).get("volumes"))
          .stream().map(Object::toString).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> services() throws IOException {
    return map(compose(), "services");
  }

  private static Map<String, Object> service(String name) throws IOException {
    return map(services(), name);
  }

  private static Map<String, Object> compose() throws IOException {
    return strings(new Yaml().load(Files.readString(Path.of("docker-compose.yml"))));
  }

  private static Map<String, Object> map(Map<String, Object> parent, String key) {
    assertThat(parent).containsKey(key);
    return strings(parent.get(key));
  }

  private static Map<String, Object> strings(Object yaml) {
    return ((Map<?, ?>) yaml)
        .entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toString(),
                    entry -> entry.getValue() == null ? "" : entry.getValue()));
  }
}
