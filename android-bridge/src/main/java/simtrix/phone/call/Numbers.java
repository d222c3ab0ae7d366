package simtrix.phone.call;

import java.util.Optional;

/** Telephone numbers as far as a phone has to understand them: whether two spellings are one. */
public final class Numbers {

  /** Shorter ones are compared whole: a short code is no ending of a longer number. */
  private static final int TELLING_DIGITS = 7;

  private Numbers() {}

  /**
   * Whether two spellings mean one line: the digits are the same, or one is the other without its
   * country code or trunk prefix ({@code 0151 1234567} and {@code +49 151 1234567}).
   */
  public static boolean same(String one, String other) {
    String left = significant(one);
    String right = significant(other);
    if (left.length() < TELLING_DIGITS || right.length() < TELLING_DIGITS) {
      return left.equals(right);
    }
    return left.endsWith(right) || right.endsWith(left);
  }

  /** Whether both are known and are not one line. */
  static boolean contradict(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent() && !same(one.get(), other.get());
  }

  /** Whether both are known and are one line. */
  static boolean agree(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent() && same(one.get(), other.get());
  }

  /** The digits without leading zeros; text without any digit stays as it is. */
  private static String significant(String number) {
    StringBuilder digits = new StringBuilder();
    number.chars().filter(Character::isDigit).forEach(c -> digits.append((char) c));
    if (digits.length() == 0) {
      return number.trim();
    }
    int start = 0;
    while (start < digits.length() - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
