package simtrix.phone.call;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that Android told about the line.
 *
 * @param number the caller's, where this telling carried it
 * @param slot the SIM slot, counted from 0, where it is known
 * @param at when it was heard
 */
public record Signal(Kind kind, Optional<String> number, Optional<Integer> slot, Instant at) {

  /** What was told. */
  public enum Kind {
    RINGING,
    OFFHOOK,
    IDLE,
    /** The call screening service saw a number; the ring comes before or after it. */
    ANNOUNCED
  }

  public static Signal ringing(Optional<String> number, Optional<Integer> slot, Instant at) {
    return new Signal(Kind.RINGING, number, slot, at);
  }

  public static Signal offhook(Instant at) {
    return new Signal(Kind.OFFHOOK, Optional.empty(), Optional.empty(), at);
  }

  public static Signal idle(Instant at) {
    return new Signal(Kind.IDLE, Optional.empty(), Optional.empty(), at);
  }

  public static Signal announced(String number, Instant at) {
    return new Signal(Kind.ANNOUNCED, Optional.of(number), Optional.empty(), at);
  }

  @Override
  public String toString() {
    return kind + (number.isPresent() ? " with a number" : "");
  }
}
