package simtrix.writing;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.Departures;
import simtrix.call.CallJournal;

/** Notes in the journal which calls are on their way to a portal, before they are. */
@Component
class CallDepartures implements Departures {

  private final CallJournal journal;

  CallDepartures(CallJournal journal) {
    this.journal = journal;
  }

  @Override
  public void leaving(List<String> subjects) {
    journal.stepsLeave(subjects.stream().map(UUID::fromString).toList());
  }
}
