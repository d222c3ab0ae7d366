package simtrix.scenario;

/**
 * The rule that was chosen for a call.
 *
 * @param rule where it stands, as {@code default.missed.unknown}
 */
public record Chosen(String rule, CallEnd end, CallerKind kind, Scenario scenario) {

  /** Whether it was chosen for such a call as well. */
  public boolean isFor(CallEnd otherEnd, boolean anonymous) {
    return end == otherEnd && anonymous == (kind == CallerKind.ANONYMOUS);
  }
}
