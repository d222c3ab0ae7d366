package simtrix.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import simtrix.access.Role;
import simtrix.call.CallOutcome;
import simtrix.call.CallStatus;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.LetterEvents;
import simtrix.device.PhoneHealth;
import simtrix.failure.Category;
import simtrix.mending.RetryJob;
import simtrix.portal.Portal;
import simtrix.recording.Delivery;
import simtrix.recording.Reason;
import simtrix.recording.RecordingState;

@DisplayName("The console has words for everything, in both languages")
class TextsTest {

  private static final Pattern REFUSAL = Pattern.compile("(?<=\"|: )refusal(\\.[a-z-]+)+");

  /** Keys that are put together: from the keywords and types of JSON schema, and of corrections. */
  private static final Pattern MADE =
      Pattern.compile(
          "refusal\\.(type|format|edit)\\.[a-z-]+|refusal\\.(type|enum|format|minLength|maxLength|minimum|maximum|invalid|or|body)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "texts.console",
        "texts.console-calls",
        "texts.console-recordings",
        "texts.console-privacy",
        "texts.console-pipeline",
        "texts.console-audit",
        "texts.console-forms",
        "texts.refusals",
        "texts.route-faults",
        "texts.recordings",
        "texts.failures",
        "texts.scenarios",
        "texts.console-scenarios"
      })
  @DisplayName("English and German have the same keys")
  void sameKeys(String file) {
    assertThat(keys(file, Locale.GERMAN)).isEqualTo(keys(file, Locale.ROOT)).isNotEmpty();
  }

  @Test
  @DisplayName("Mistakes in rules as well, but for what the schema itself says in English")
  void sameMistakes() {
    assertThat(keys("texts.mistakes", Locale.GERMAN))
        .filteredOn(key -> !key.startsWith("expects"))
        .isEqualTo(List.copyOf(keys("texts.mistakes", Locale.ROOT)))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  @DisplayName("No word of the domain is without a text")
  void everyWord(String language) {
    Words words = Words.of(language);
    Stream.of(
            names("state.", CallStatus.values()),
            names("state.", DeadLetter.State.values()),
            names("state.", RetryJob.State.values()),
            names("state.", Portal.Status.values()),
            names("category.", Category.values()),
            names("recording.state.", RecordingState.values()),
            names("recording.reason.", Reason.values()),
            names("recording.delivery.", Delivery.values()),
            names("phone.health.", PhoneHealth.Trouble.values()),
            names("phone.health.", PhoneHealth.Trouble.values()).map(key -> key + ".do"),
            names("story.RECORDING_", LetterEvents.Deed.values())
                .filter(key -> !key.endsWith("EDITED")),
            names("outcome.", CallOutcome.values()),
            names("role.", Role.values()),
            names("story.", LetterEvents.Deed.values()),
            names("portal.mode.", Portal.Mode.values()),
            names("portal.telephony.", Portal.Telephony.values()),
            names("category.", Category.values()).map(key -> key + ".means"),
            names("category.", Category.values()).map(key -> key + ".do"))
        .flatMap(keys -> keys)
        .forEach(key -> assertThatCode(() -> words.text(key)).doesNotThrowAnyException());
  }

  @Test
  @DisplayName("Each sentence of a refusal that code or a contract names is there, and no other")
  void refusals() throws IOException {
    Set<String> known = keys("texts.refusals", Locale.ROOT);
    Set<String> named = new TreeSet<>();
    for (Path folder : List.of(Path.of("processors"), Path.of("src/main/resources/openapi"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          REFUSAL.matcher(Files.readString(file)).results().forEach(key -> named.add(key.group()));
        }
      }
    }
    assertThat(known)
        .containsAll(named)
        .allMatch(key -> named.contains(key) || MADE.matcher(key).matches());
  }

  @Test
  @DisplayName("The sentences about failures are those that the server says")
  void failures() throws IOException {
    StringBuilder source = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("processors", "simtrix", "bitrix24"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        source.append(Files.readString(file));
      }
    }
    ResourceBundle sentences = ResourceBundle.getBundle("texts.failures", Locale.ROOT);
    for (String key : sentences.keySet()) {
      String beginning = sentences.getString(key).split("\\{0}")[0];
      assertThat(source).as(key).contains(beginning);
    }
  }

  private static Stream<String> names(String prefix, Enum<?>[] words) {
    return Stream.of(words).map(word -> prefix + word.name());
  }

  private static Set<String> keys(String file, Locale locale) {
    return new TreeSet<>(
        ResourceBundle.getBundle(
                file,
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                    ResourceBundle.Control.FORMAT_PROPERTIES))
            .keySet());
  }

  @Test
  @DisplayName("A German text is German")
  void german() {
    assertThat(Words.of("de").text("nav.letters")).isEqualTo("Unzustellbar");
  }
}
