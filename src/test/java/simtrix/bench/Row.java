package simtrix.bench;

import java.util.Locale;
import java.util.function.DoublePredicate;

/**
 * One line of the table.
 *
 * @param target of DESIGN 10; empty for a figure that others are compared with
 * @param met what the comparison says
 */
record Row(String what, String measured, String target, String met) {

  static Row figure(String what, String format, Object... values) {
    return new Row(what, format(format, values), "", "");
  }

  static Row target(
      String what, String format, double value, String target, DoublePredicate isMet) {
    return new Row(what, format(format, value), target, isMet.test(value) ? "yes" : "**no**");
  }

  String markdown() {
    return "| %s | %s | %s | %s |".formatted(what, measured, target, met);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
