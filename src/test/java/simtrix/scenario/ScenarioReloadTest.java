package simtrix.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import simtrix.portal.PortalRegistry;
import simtrix.settings.SimtrixSettings;
import simtrix.settings.StartRefusedException;

@DisplayName("The rules follow their file")
@ExtendWith(OutputCaptureExtension.class)
class ScenarioReloadTest {

  @TempDir private Path folder;
  private final SimtrixSettings settings = mock(SimtrixSettings.class);
  private final PortalRegistry portals = mock(PortalRegistry.class);
  private Path file;
  private Scenarios scenarios;
  private Optional<ScenarioWatch> watch = Optional.empty();

  @BeforeEach
  void settings() {
    file = folder.resolve("scenarios.yaml");
    when(settings.scenarios()).thenReturn(file);
    when(settings.autoLead()).thenReturn(true);
    when(portals.findById(1)).thenReturn(Optional.empty());
    when(portals.all()).thenReturn(List.of());
  }

  @AfterEach
  void stop() {
    watch.ifPresent(ScenarioWatch::stop);
  }

  @Test
  @DisplayName(
      "Without a file, or its folder, the copy inside the jar counts; one that appears takes its place")
  void appears() throws IOException {
    file = folder.resolve("config").resolve("scenarios.yaml");
    when(settings.scenarios()).thenReturn(file);
    start();
    Files.createDirectory(file.getParent());
    assertThat(scenarios.state().file()).isEqualTo("config/scenarios.yaml inside the jar");
    Files.writeString(file, changed());
    soon().until(() -> card() == DesktopCard.KNOWN);
    assertThat(scenarios.state().file()).isEqualTo(file.toString());
  }

  @Test
  @DisplayName("A change is in force soon, also one that was moved into place")
  void change() throws IOException {
    Files.writeString(file, shipped());
    start();
    assertThat(scenarios.openCards()).isFalse();
    moveIntoPlace(changed());
    soon().until(() -> card() == DesktopCard.KNOWN);
    assertThat(scenarios.openCards()).isTrue();
  }

  @Test
  @DisplayName("A broken file does not take the place of a good one, is said once, and is mended")
  void broken(CapturedOutput log) throws IOException {
    Files.writeString(file, changed());
    start();
    moveIntoPlace(changed().replace("log: false", "log: no"));
    soon().until(() -> scenarios.state().refusal().isPresent());
    assertThat(scenarios.state().refusal().orElseThrow().reason())
        .contains("line 41, column 12", "It must be true");
    assertThat(card()).isEqualTo(DesktopCard.KNOWN);
    Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    scenarios.reload();
    assertThat(log.getAll().split("These scenarios are refused", -1)).hasSize(2);
    moveIntoPlace(shipped());
    soon().until(() -> card() == DesktopCard.NEVER);
    assertThat(scenarios.state().refusal()).isEmpty();
  }

  @Test
  @DisplayName("A file that is gone leaves the rules as they were")
  void gone(CapturedOutput log) throws IOException {
    Files.writeString(file, changed());
    start();
    Files.delete(file);
    soon().until(() -> log.getAll().contains("is gone; the rules that were read from it stay"));
    assertThat(card()).isEqualTo(DesktopCard.KNOWN);
  }

  @Test
  @DisplayName("A portal that nobody knows is named in the log")
  void unknownPortal(CapturedOutput log) throws IOException {
    Files.writeString(file, shipped());
    start();
    Files.writeString(file, shipped() + "portals: {acme.bitrix24.de: {desktop-card: known}}");
    soon().until(() -> log.getAll().contains("have rules for acme.bitrix24.de, but no such"));
    assertThat(scenarios.unknownPortals()).containsExactly("acme.bitrix24.de");
  }

  @Test
  @DisplayName("The server does not start with a file that is broken")
  void brokenAtStart() throws IOException {
    Files.writeString(file, shipped().replace("matching:", "maching:"));
    assertThatThrownBy(this::start)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(file + ", line ")
        .hasMessageContaining("did you mean matching?");
  }

  @Test
  @DisplayName("A file whose name ends in .yml is not passed over in silence")
  void yml() throws IOException {
    Files.writeString(folder.resolve("scenarios.yml"), changed());
    assertThatThrownBy(this::start)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageEndingWith(
            "scenarios.yml: it is not read under this name; name it scenarios.yaml.");
  }

  @Test
  @DisplayName("A file that is not in UTF-8")
  void notUtf8() throws IOException {
    Files.write(file, new byte[] {'#', (byte) 0xfc, '\n'});
    assertThatThrownBy(this::start)
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("it is not in UTF-8");
  }

  private void start() {
    scenarios = new Scenarios(settings, portals, Clock.systemUTC());
    ScenarioWatch started = new ScenarioWatch(settings, scenarios);
    started.start();
    watch = Optional.of(started);
  }

  /** So that nobody reads the half of it. */
  private void moveIntoPlace(String text) throws IOException {
    Path beside = Files.writeString(folder.resolve("new"), text);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private DesktopCard card() {
    return scenarios.of(1).desktopCard();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
  }

  private static String shipped() throws IOException {
    return Files.readString(Path.of("config", "scenarios.yaml"));
  }

  private static String changed() throws IOException {
    return shipped().replace("desktop-card: never", "desktop-card: known");
  }
}
