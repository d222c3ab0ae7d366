package simtrix.caller;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads telephone numbers as phones and people write them (DESIGN 6). */
@Component
public class PhoneNumbers {

  /** Shorter national numbers are services (110, 11833), not callers that a CRM knows. */
  private static final int SHORTEST_NATIONAL_NUMBER = 7;

  private final PhoneNumberUtil library = PhoneNumberUtil.getInstance();
  private final Spellings spellings = new Spellings(library);
  private final String portalCountry;

  PhoneNumbers(@Value("${simtrix.portal-country}") String portalCountry) {
    this.portalCountry = portalCountry;
  }

  /**
   * @param text what the phone sent; extensions ({@code ;ext=}, {@code #}) are ignored
   * @param line the number of the SIM that was called: national numbers are read in its country,
   *     else in the portal's
   * @return empty for text that is no telephone number, and for short codes
   */
  public Optional<CallerNumber> read(String text, Optional<String> line) {
    return parse(text, country(line))
        .map(number -> new CallerNumber(e164(number), spellings.of(number)));
  }

  /** The same, where nobody asks how else it may be spelled. */
  public Optional<String> e164(String text, Optional<String> line) {
    return parse(text, country(line)).map(this::e164);
  }

  private String e164(PhoneNumber number) {
    return library.format(number, PhoneNumberFormat.E164);
  }

  /**
   * Whether both are spellings of one number: the line's own number is never a caller (DESIGN 6).
   */
  public boolean same(CallerNumber number, Optional<String> line) {
    return line.flatMap(text -> e164(text, line)).filter(number.e164()::equals).isPresent();
  }

  private String country(Optional<String> line) {
    return line.flatMap(text -> parse(text, portalCountry))
        .map(library::getRegionCodeForNumber)
        .orElse(portalCountry);
  }

  private Optional<PhoneNumber> parse(String text, String country) {
    String plain = text.split("[#;,]", 2)[0].trim();
    return withoutPlus(plain, country)
        .or(() -> parseAs(plain, country).filter(library::isValidNumber))
        .or(() -> parseAs("+" + plain, country).filter(library::isValidNumber))
        .or(() -> parseAs(plain, country))
        .filter(number -> isDiallable(number, plain));
  }

  /**
   * Some networks leave the plus away. Where national numbers begin with a trunk prefix, one that
   * begins with the country's own code cannot be meant as a national one.
   */
  private Optional<PhoneNumber> withoutPlus(String plain, String country) {
    boolean hasTrunkPrefix = library.getNddPrefixForRegion(country, true) != null;
    boolean hasCode = plain.startsWith(String.valueOf(library.getCountryCodeForRegion(country)));
    return hasTrunkPrefix && hasCode
        ? parseAs("+" + plain, country).filter(library::isValidNumber)
        : Optional.empty();
  }

  private Optional<PhoneNumber> parseAs(String text, String country) {
    try {
      return Optional.of(library.parse(text, country));
    } catch (NumberParseException notANumber) {
      return Optional.empty();
    }
  }

  private boolean isDiallable(PhoneNumber number, String plain) {
    if (library.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
      return false;
    }
    boolean international =
        plain.startsWith("+") || plain.startsWith("00") || plain.startsWith("tel:+");
    int digits = library.getNationalSignificantNumber(number).length();
    return digits >= SHORTEST_NATIONAL_NUMBER || (international && library.isValidNumber(number));
  }
}
