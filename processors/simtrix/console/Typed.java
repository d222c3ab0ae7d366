package simtrix.console;

import java.math.BigDecimal;

/**
 * What somebody has typed, as JSON has it; what is none of that stays text, for the contract to
 * refuse.
 */
final class Typed {

  private Typed() {}

  /** A whole number. */
  static Object id(String text) {
    String typed = text.strip();
    return typed.matches("[0-9]{1,18}") ? Long.valueOf(typed) : typed;
  }

  /** A number with a point or, as Germans type it, a comma. */
  static Object number(String text) {
    String typed = text.strip().replace(',', '.');
    return typed.matches("[0-9]{1,9}([.][0-9]{1,9})?") ? new BigDecimal(typed) : typed;
  }
}
