package simtrix.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What like failures have in common")
class NormalisedMessageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "User 17 is not active | User # is not active",
        "No call 11111111-2222-3333-4444-555555555555 here | No call # here",
        "Failed at 2026-11-24T10:00:00.000+01:00, again at 10:05 | Failed at #, again at #",
        "Field \"TITLE\" of 'lead' is wrong | Field … of … is wrong",
        "The data is wrong (\"User is not active\"): correct it. | The data is wrong (\"User is not active\"): correct it.",
        "Wrong (\"Der Nutzer \u201eM\u00fcller\u201c ist weg, Nr. 7\"). | Wrong (\"Der Nutzer \u2026 ist weg, Nr. #\").",
        "The number +49 (0)151 123-456 78 is not one | The number # is not one",
        "Token 0123456789abcdef0123 expired | Token # expired",
        "Deal 12.500,00 too large | Deal # too large",
        "Access denied | Access denied",
      })
  void replaces(String message, String normalised) {
    assertThat(NormalisedMessage.of(message)).isEqualTo(normalised);
  }

  @Test
  void keepsWordsThatLookLikeHexadecimal() {
    assertThat(NormalisedMessage.of("A facade was added; the apostrophe isn't quoted"))
        .isEqualTo("A facade was added; the apostrophe isn't quoted");
  }
}
