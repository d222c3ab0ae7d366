package simtrix.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Telephone numbers for people who need not know them (DESIGN 7)")
class MaskedNumberTest {

  @ParameterizedTest
  @CsvSource({
    "+4915112345678,+49151*****78",
    "0151 12345678,0151 1*****78",
    "123456789,123456*****89",
    "12345678,*****",
    "110,*****",
    "'',*****"
  })
  void showsTheHeadAndTheTail(String number, String masked) {
    assertThat(MaskedNumber.of(number)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+4915112345678",
        "004915112345678",
        "0151 12345678",
        "0151/123 456-78",
        "(0151) 12345678",
        "+49 (0) 151 12345678"
      })
  void findsEverySpellingInAText(String number) {
    String masked = MaskedNumber.inText("PHONE: " + number + ", not valid");
    assertThat(masked).contains("*****78, not valid").doesNotContain("12345678", "456-78");
  }

  @Test
  void leavesWhatIsNoNumber() {
    String text =
        "Call 11111111-2222-3333-4444-555555555555 at 2026-11-24T10:00:00.000+01:00, user 4711, 504";
    assertThat(MaskedNumber.inText(text)).isEqualTo(text);
  }
}
