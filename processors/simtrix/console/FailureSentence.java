package simtrix.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence of the server about a failure, found again in {@code texts/failures.properties}. It is
 * kept in English with the call; the console says it in its reader's language.
 *
 * @param key of the text
 * @param said what stands in its place, as a rule the portal's own words
 */
record FailureSentence(String key, Object[] said) {

  private record Known(String key, Pattern words) {}

  private static final String PLACE = "{0}";
  private static final List<Known> KNOWN = known();

  /** Empty for a sentence that has no translation. */
  static Optional<FailureSentence> of(String message) {
    for (Known known : KNOWN) {
      Matcher found = known.words().matcher(message);
      if (found.matches()) {
        Object[] said = found.groupCount() == 0 ? new Object[0] : new Object[] {found.group(1)};
        return Optional.of(new FailureSentence(known.key(), said));
      }
    }
    return Optional.empty();
  }

  private static List<Known> known() {
    ResourceBundle english = ResourceBundle.getBundle("texts.failures", Locale.ROOT);
    return english.keySet().stream()
        .map(key -> new Known(key, words(english.getString(key))))
        .sorted(Comparator.comparing(Known::key))
        .toList();
  }

  private static Pattern words(String text) {
    int place = text.indexOf(PLACE);
    return Pattern.compile(
        place < 0
            ? Pattern.quote(text)
            : Pattern.quote(text.substring(0, place))
                + "(.*)"
                + Pattern.quote(text.substring(place + PLACE.length())),
        Pattern.DOTALL);
  }
}
