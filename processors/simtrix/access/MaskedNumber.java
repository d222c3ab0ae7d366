package simtrix.access;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telephone numbers for people who need not know them: {@code +49151*****78} (DESIGN 7). How long
 * the number was is not shown.
 */
public final class MaskedNumber {

  private static final int HEAD = 6;
  private static final int TAIL = 2;
  private static final String STARS = "*****";

  /**
   * Seven digits or more, also with what people write between them. UUIDs and times have as many;
   * they are found first and stay.
   */
  private static final Pattern NUMBER_IN_TEXT =
      Pattern.compile(
          "(?<keep>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
              + "|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?)"
              + "|(?<number>\\+?[0-9](?:[ ()/.\\u00a0-]{0,3}[0-9]){6,})");

  private MaskedNumber() {}

  /** The first six characters and the last two; nothing of a number that has hardly more. */
  public static String of(String number) {
    return number.length() <= HEAD + TAIL
        ? STARS
        : number.substring(0, HEAD) + STARS + number.substring(number.length() - TAIL);
  }

  /** The same for every number that stands in a text. */
  public static String inText(String text) {
    return NUMBER_IN_TEXT
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    ((Matcher) found).group("number") == null ? found.group() : of(found.group())));
  }
}
