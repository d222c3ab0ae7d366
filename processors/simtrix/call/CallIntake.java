package simtrix.call;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes events of phones into the journal. */
@Component
public class CallIntake {

  private final CallJournal journal;
  private final ApplicationEventPublisher listeners;
  private final Clock clock;

  CallIntake(CallJournal journal, ApplicationEventPublisher listeners, Clock clock) {
    this.journal = journal;
    this.listeners = listeners;
    this.clock = clock;
  }

  /**
   * Keeps an event in one transaction, under the lock of the call's row.
   *
   * @param e164 the event's number, where it is a telephone number
   * @param mayContinueFor whether this device may go on with a call that the named one has begun
   * @return the call as it is now, this device's; empty when it stays another device's
   */
  @Transactional
  public Optional<Call> keep(
      UUID id,
      long portal,
      String deviceId,
      long userId,
      CallEvent event,
      Optional<String> e164,
      Predicate<String> mayContinueFor) {
    CallRecord row = journal.open(id, portal, deviceId, userId, event);
    if (!row.deviceId().equals(deviceId)) {
      if (!mayContinueFor.test(row.deviceId())) {
        return Optional.empty();
      }
      row.handOverTo(deviceId);
    }
    if (row.hear(event, e164, clock.instant())) {
      boolean expected = event.recording() == CallEvent.Recording.EXPECTED;
      listeners.publishEvent(new RecordingAnnounced(id, portal, deviceId, expected));
    }
    return Optional.of(row.snapshot());
  }
}
