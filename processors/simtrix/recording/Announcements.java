package simtrix.recording;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import simtrix.call.CallsForgotten;
import simtrix.call.RecordingAnnounced;

/** Hears of calls whose recording will come, and of those that are forgotten. */
@Component
class Announcements {

  private final RecordingJournal journal;

  Announcements(RecordingJournal journal) {
    this.journal = journal;
  }

  /** In the transaction that keeps the phone's event. */
  @EventListener
  void announced(RecordingAnnounced said) {
    if (said.expected()) {
      journal.expected(said.callId(), said.portal(), said.deviceId());
    } else {
      journal.notExpected(said.callId());
    }
  }

  /** In the transaction that forgets the calls; the files go once it is committed. */
  @EventListener
  void forgotten(CallsForgotten calls) {
    journal.forget(calls.callIds());
  }
}
