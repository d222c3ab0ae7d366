package simtrix.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file of rules that a server of a test reads: what ships, and below it rules of single
 * portals. Until a test asks for some there is no file, and the copy inside the jar counts.
 */
public final class PortalRules {

  private static final Path SHIPPED = Path.of("config", "scenarios.yaml");

  private final Path file;
  private final TestServer server;
  private final Map<String, String> portals = new TreeMap<>();

  PortalRules(Path data, TestServer server) {
    this.file = fileIn(data);
    this.server = server;
  }

  static Path fileIn(Path data) {
    return data.toAbsolutePath().resolve("scenarios.yaml");
  }

  /**
   * Gives a portal rules of its own and waits until they are in force.
   *
   * @param yaml as they stand below the portal's name, not indented
   */
  public void give(InstalledPortal portal, String yaml) {
    give(Map.of(portal.sandbox.memberId(), yaml));
  }

  /** The same for several at once, by {@code member_id}. */
  public synchronized void give(Map<String, String> rules) {
    portals.putAll(rules);
    JsonNode before = report();
    write(text());
    await("the rules are in force")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              JsonNode now = report();
              assertThat(now.at("/state/refusal").isNull()).as("%s", now).isTrue();
              assertThat(now.at("/state/since")).isNotEqualTo(before.at("/state/since"));
            });
  }

  /** Puts any text in the file's place, as a whole. */
  public void write(String text) {
    try {
      Path beside = Files.writeString(file.resolveSibling("scenarios.new"), text);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** What the file says as long as nobody breaks it. */
  public String text() {
    StringBuilder text = new StringBuilder(shipped());
    if (!portals.isEmpty()) {
      text.append("portals:\n");
    }
    portals.forEach(
        (portal, yaml) ->
            text.append("  ").append(portal).append(":\n").append(yaml.indent(4)).append('\n'));
    return text.toString();
  }

  /** What {@code /actuator/scenarios} says. */
  public JsonNode report() {
    return server.support().actuator("scenarios").json();
  }

  private static String shipped() {
    try {
      return Files.readString(SHIPPED);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
