package simtrix.caller;

import java.util.Optional;

/**
 * Who is calling?
 *
 * @param portal where to look
 * @param number the caller, when it can be looked up
 * @param anonymous whether the number was withheld
 */
public record CallerQuestion(long portal, Optional<CallerNumber> number, boolean anonymous) {

  /** Whether there is nothing to look up, although nothing was withheld. */
  public boolean isWithoutNumber() {
    return number.isEmpty();
  }

  /** The key under which the answer is cached: one portal never sees what another one knows. */
  public String key() {
    return portal + " " + number.map(CallerNumber::e164).orElse("");
  }
}
