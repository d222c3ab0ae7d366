package simtrix.call;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * All that a phone knows of a call now: the body of {@code PUT /bridge/v1/calls/{callId}} (DESIGN
 * 4).
 *
 * @param number as the phone has it
 * @param slot SIM slot, 0 or 1
 * @param lineNumber number of the SIM that was called
 */
public record CallEvent(
    CallState state,
    Optional<CallOutcome> outcome,
    Optional<String> number,
    Presentation presentation,
    Optional<Integer> slot,
    Optional<String> lineNumber,
    OffsetDateTime ringingAt,
    Optional<OffsetDateTime> answeredAt,
    Optional<OffsetDateTime> endedAt,
    Recording recording) {

  /** Whether an audio file follows. */
  public enum Recording {
    NONE,
    EXPECTED
  }

  /** Whether somebody took the call; then it can never become a missed one (DESIGN 3). */
  boolean answered() {
    return state == CallState.ANSWERED
        || answeredAt.isPresent()
        || outcome.filter(CallOutcome.ANSWERED::equals).isPresent();
  }
}
