package simtrix.sandbox;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compares field values, which the portal keeps as text, as what they are: numbers, moments or
 * words.
 */
final class Values {
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");

  private Values() {}

  /**
   * Equal as written; decimals and moments by value. A phone number is neither, so its plus sign
   * counts.
   */
  static boolean equal(Object actual, String wanted) {
    if (actual instanceof Boolean flag) {
      return flag == Php.isTrue(wanted);
    }
    String text = Php.text(actual);
    return text.equalsIgnoreCase(wanted)
        || ((text.contains(".") || wanted.contains(".") || DATE.matcher(text).matches())
            && isComparable(text, wanted)
            && compare(text, wanted) == 0);
  }

  static int compare(Object first, Object second) {
    String left = Php.text(first);
    String right = Php.text(second);
    if (NUMBER.matcher(left).matches() && NUMBER.matcher(right).matches()) {
      return new BigDecimal(left).compareTo(new BigDecimal(right));
    }
    Optional<Instant> leftMoment = moment(left);
    Optional<Instant> rightMoment = moment(right);
    if (leftMoment.isPresent() && rightMoment.isPresent()) {
      return leftMoment.get().compareTo(rightMoment.get());
    }
    return left.compareToIgnoreCase(right);
  }

  /** SQL's LIKE with <code>%</code> for anything. */
  static boolean like(String text, String pattern) {
    String regex = Pattern.quote(pattern).replace("%", "\\E.*\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
        .matcher(text)
        .matches();
  }

  static Optional<Instant> moment(String text) {
    if (!DATE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isComparable(String left, String right) {
    return (NUMBER.matcher(left).matches() && NUMBER.matcher(right).matches())
        || (moment(left).isPresent() && moment(right).isPresent());
  }
}
