package simtrix.deadletter;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message without what differs from call to call, so that like failures come together: ids,
 * times, quoted values and numbers.
 */
final class NormalisedMessage {

  private static final Pattern QUOTED =
      Pattern.compile("\"[^\"]*\"|'[^'\\n]{1,200}'|\u201e[^\u201c]*\u201c|\u00ab[^\u00bb]*\u00bb");
  private static final Pattern ID =
      Pattern.compile(
          "\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"
              + "|\\b(?=[a-fA-F]*[0-9])[0-9a-fA-F]{16,}\\b");
  private static final Pattern TIME =
      Pattern.compile(
          "\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?"
              + "|\\b\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\b");
  private static final Pattern NUMBER = Pattern.compile("\\+?\\d(?:[ ()/.,\u00a0-]{0,2}\\d)*");

  private static final Pattern SENTENCE = Pattern.compile("\\S+\\s+\\S+\\s+\\S.*", Pattern.DOTALL);

  private NormalisedMessage() {}

  static String of(String message) {
    String text = QUOTED.matcher(message).replaceAll(NormalisedMessage::quoted);
    text = ID.matcher(text).replaceAll("#");
    text = TIME.matcher(text).replaceAll("#");
    return NUMBER.matcher(text).replaceAll("#");
  }

  /** A word or two in quotes is somebody's value; more is what the portal says, and the reason. */
  private static String quoted(MatchResult found) {
    String text = found.group();
    String inside = text.substring(1, text.length() - 1);
    return Matcher.quoteReplacement(
        SENTENCE.matcher(inside).matches()
            ? text.charAt(0) + of(inside) + text.charAt(text.length() - 1)
            : "\u2026");
  }
}
