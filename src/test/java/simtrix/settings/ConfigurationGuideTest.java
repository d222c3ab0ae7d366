package simtrix.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.settings.ConfigurationGuide.Setting;

/** With {@code -Dconfiguration.guide=docs/configuration.md} the guide is written anew. */
@DisplayName("docs/configuration.md says what the classes of the settings say")
class ConfigurationGuideTest {

  private static final String GUIDE = System.getProperty("configuration.guide", "");
  private static final Path COMMITTED = Path.of("docs", "configuration.md");

  private final ConfigurationGuide guide;

  ConfigurationGuideTest() throws IOException {
    this.guide = new ConfigurationGuide();
  }

  @Test
  @DisplayName("The committed file is the one that is made now")
  void committed() throws IOException {
    if (!GUIDE.isEmpty()) {
      Files.writeString(Path.of(GUIDE), guide.text());
    }
    assertThat(COMMITTED)
        .as(
            "The settings have changed since %s was made. Make it anew and commit it: mvn -q test -Dtest=ConfigurationGuideTest -Dconfiguration.guide=%s",
            COMMITTED, COMMITTED)
        .content()
        .isEqualTo(guide.text());
  }

  @Test
  @DisplayName("Every key has a default's place and a typed one, and says what it is for")
  void complete() throws IOException {
    List<Setting> keys = guide.keys();
    assertThat(keys)
        .extracting(Setting::name)
        .containsExactlyInAnyOrderElementsOf(guide.typedKeys());
    assertThat(Stream.concat(keys.stream(), guide.springsKeys().stream()))
        .as("a key's sentence is its @param in the class of the settings")
        .allSatisfy(key -> assertThat(key.description()).as(key.name()).endsWith("."));
    assertThat(keys)
        .filteredOn(Setting::secret)
        .extracting(Setting::name)
        .containsExactlyInAnyOrderElementsOf(SettingsFailureAnalyzer.SECRET);
  }
}
