package simtrix.writing;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Departures;
import simtrix.bitrix24.Origin;
import simtrix.call.Attempt;
import simtrix.call.Call;
import simtrix.call.CallJournal;

/** Notes in the journal which calls are on their way to a portal, before they are. */
@Component
class CallDepartures implements Departures {

  private final CallJournal journal;

  CallDepartures(CallJournal journal) {
    this.journal = journal;
  }

  /**
   * The attempt that writes a call.
   *
   * @param call as it was before that attempt
   */
  static Origin origin(Call call) {
    return origin(call.nextAttempt());
  }

  private static Origin origin(Attempt attempt) {
    return new Origin(attempt.call().toString(), attempt.ticket(), attempt.number());
  }

  @Override
  public Set<Origin> leaving(List<Origin> origins) {
    List<Attempt> attempts =
        origins.stream()
            .map(
                origin ->
                    new Attempt(UUID.fromString(origin.id()), origin.ticket(), origin.attempt()))
            .toList();
    return journal.stepsLeave(attempts).stream()
        .map(CallDepartures::origin)
        .collect(Collectors.toSet());
  }
}
