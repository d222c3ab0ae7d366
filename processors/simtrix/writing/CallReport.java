package simtrix.writing;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import simtrix.call.Call;
import simtrix.call.CallOutcome;

/**
 * What a queue of an integration engineer's own is told about a call; as JSON it is a contract
 * ({@code docs/integration-guide.md}).
 *
 * @param userId the Bitrix24 user whose phone rang
 * @param number in E.164; null where it was withheld or is no telephone number
 * @param line the SIM's own number; null where it is not known
 * @param ringingAt by the phone's clock, with its offset
 */
record CallReport(
    UUID callId,
    long portal,
    long userId,
    Optional<CallOutcome> outcome,
    Optional<String> number,
    Optional<String> line,
    OffsetDateTime ringingAt,
    long talkSeconds) {

  static CallReport of(Call call) {
    return new CallReport(
        call.id(),
        call.portal(),
        call.userId(),
        call.outcome(),
        call.e164(),
        call.lineNumber(),
        call.rang(),
        call.talkSeconds());
  }
}
