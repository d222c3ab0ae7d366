package simtrix.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

@DisplayName("Numbers, times and lengths in the reader's language and zone")
class ShownTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final Shown german = shown(Locale.GERMANY);
  private final Shown english = shown(Locale.UK);

  @Test
  @DisplayName("Thousands and nouns")
  void numbers() {
    assertThat(german.count("letters", 1234)).isEqualTo("1.234 unzustellbare Anrufe");
    assertThat(english.count("letters", 1)).isEqualTo("1 dead letter");
  }

  @Test
  @DisplayName("Today is told as a time in the reader's zone")
  void today() {
    assertThat(german.when(NOW.minusSeconds(60))).isEqualTo("heute, 12:59:00");
    assertThat(english.when(NOW.minus(Duration.ofDays(2)))).startsWith("22 Nov 2026");
  }

  @Test
  @DisplayName("Ages by their largest unit, lengths by their two largest")
  void lengths() {
    assertThat(german.ago(NOW.minusSeconds(3 * 3600 + 1900))).isEqualTo("vor 3 h");
    assertThat(english.ago(NOW.minusSeconds(5))).isEqualTo("just now");
    assertThat(english.seconds(95)).isEqualTo("1 min 35 s");
    assertThat(german.length(Duration.ofHours(49))).isEqualTo("2 T 1 h");
  }

  @Test
  @DisplayName("What the server says of a failure is told in the reader's language")
  void failures() {
    String refused =
        "The portal says that the data is wrong (\"User is not found or is not active\"): correct it.";
    assertThat(german.failure(refused))
        .isEqualTo(
            "Das Portal sagt, dass die Daten falsch sind (\"User is not found or is not active\"): Berichtigen Sie sie.");
    assertThat(english.failure(refused)).isEqualTo(refused);
    assertThat(german.failure("The portal takes no connections."))
        .isEqualTo("Das Portal nimmt keine Verbindungen an.");
    assertThat(german.failure("Something else.")).isEqualTo("Something else.");
  }

  private static Shown shown(Locale locale) {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasenames("texts/console", "texts/console-calls", "texts/failures");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    return new Shown(messages, locale, BERLIN, NOW);
  }
}
