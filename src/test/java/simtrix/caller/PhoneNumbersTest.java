package simtrix.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Telephone numbers, as phones and people write them (DESIGN 6)")
class PhoneNumbersTest {

  private static final Optional<String> NO_LINE = Optional.empty();

  private final PhoneNumbers numbers = new PhoneNumbers("DE");

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "+4915112345678, +4915112345678",
    "004915112345678, +4915112345678",
    "015112345678, +4915112345678",
    "0151 / 123 456 78, +4915112345678",
    "+49 (0)151 12345678, +4915112345678",
    "4915112345678, +4915112345678",
    "tel:+49-151-12345678, +4915112345678",
    "+493012345678;ext=12, +493012345678",
    "+493012345678#12, +493012345678",
    "+18005551234, +18005551234",
    "+39 06 12345678, +390612345678"
  })
  @DisplayName("Every common spelling is read")
  void readsSpellings(String spelling, String e164) {
    assertThat(numbers.read(spelling, NO_LINE).map(CallerNumber::e164)).contains(e164);
  }

  @ParameterizedTest(name = "\"{0}\" is no number to look up")
  @ValueSource(
      strings = {
        "110",
        "112",
        "11833",
        "Anonymous",
        "*100#",
        "",
        " ",
        "+",
        "12",
        "😀",
        "++49",
        "0"
      })
  @DisplayName("Short codes and words are no callers")
  void refusesWhatIsNoNumber(String text) {
    assertThat(numbers.read(text, NO_LINE)).isEmpty();
  }

  @Test
  @DisplayName("A national number is read in the country of the line that was called")
  void readsNationalNumbersInTheCountryOfTheLine() {
    assertThat(numbers.read("0664 1234567", Optional.of("+4312345678")).map(CallerNumber::e164))
        .contains("+436641234567");
  }

  @Test
  @DisplayName("The look-up asks for every spelling a CRM user may have typed, at most 20")
  void knowsTheSpellings() {
    CallerNumber number = numbers.read("+4915112345678", NO_LINE).orElseThrow();
    assertThat(number.spellings())
        .hasSizeLessThanOrEqualTo(20)
        .doesNotHaveDuplicates()
        .contains(
            "+4915112345678",
            "4915112345678",
            "004915112345678",
            "015112345678",
            "15112345678",
            "0151 12345678",
            "0151/12345678",
            "0151-12345678",
            "+49 151 12345678",
            "+49 1511 2345678");
  }

  @Test
  @DisplayName("Russian numbers have their trunk prefix 8")
  void knowsOtherTrunkPrefixes() {
    assertThat(numbers.read("+79001234567", NO_LINE).orElseThrow().spellings())
        .contains("89001234567");
  }

  @Test
  @DisplayName("The line's own number is recognised in any spelling")
  void recognisesTheLine() {
    CallerNumber own = numbers.read("+493012345678", NO_LINE).orElseThrow();
    assertThat(numbers.same(own, Optional.of("030 12345678"))).isTrue();
    assertThat(numbers.same(own, Optional.of("030 12345679"))).isFalse();
    assertThat(numbers.same(own, NO_LINE)).isFalse();
  }
}
