package simtrix.recording;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.call.AttemptLog;
import simtrix.call.AttemptLog.Attempt;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.call.CallStatus;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.DeadLetters;
import simtrix.deadletter.LetterSubject;
import simtrix.deadletter.LyingMessage;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/** Letters about recordings: the journal of the recordings decides. */
@Component
class RecordingLetters implements LetterSubject {

  /** Giving up is not one transaction with the queue; so long it may be in the middle of it. */
  private static final Duration IN_THE_MIDDLE = Duration.ofSeconds(30);

  private final JdbcClient jdbc;
  private final RecordingDelivery delivery;
  private final DeadLetters letters;
  private final CallJournal calls;
  private final AttemptLog attempts;
  private final Clock clock;

  RecordingLetters(
      JdbcClient jdbc,
      RecordingDelivery delivery,
      DeadLetters letters,
      CallJournal calls,
      AttemptLog attempts,
      Clock clock) {
    this.jdbc = jdbc;
    this.delivery = delivery;
    this.letters = letters;
    this.calls = calls;
    this.attempts = attempts;
    this.clock = clock;
  }

  @Override
  public WriteKind kind() {
    return WriteKind.RECORDING;
  }

  /** Sets the properties {@code recording} and {@code recordingOf}. */
  @Override
  public boolean retryByHand(Exchange exchange, UUID call) {
    Optional<Recording> recording = delivery.retryByHand(call);
    recording.ifPresent(
        found -> {
          exchange.setProperty("recording", found);
          exchange.setProperty("recordingOf", call);
        });
    return recording.isPresent();
  }

  @Override
  public boolean archive(UUID call) {
    return delivery.archive(call);
  }

  @Override
  public boolean restore(UUID call) {
    return delivery.restore(call);
  }

  /** What becomes of a recording does not change its call. */
  @Override
  public CallStatus callStatus(UUID call, DeadLetter.State state) {
    return calls.find(call).map(Call::status).orElse(CallStatus.WRITTEN);
  }

  @Override
  public List<LyingMessage> superfluous(List<LyingMessage> messages) {
    List<LyingMessage> superfluous = new ArrayList<>();
    for (LyingMessage message : messages) {
      Optional<Recording> recording = delivery.find(message.call());
      boolean dead =
          recording
              .filter(now -> now.ticket() == message.ticket())
              .flatMap(Recording::delivery)
              .filter(way -> way == Delivery.DEAD || way == Delivery.ARCHIVED)
              .isPresent();
      if (!dead) {
        superfluous.add(message);
      }
    }
    return superfluous;
  }

  @Override
  public void withoutQueue() {
    follow("r.delivery is null", "RESOLVED");
    follow("d.state = 'RETRYING' and r.delivery = 'DEAD'", "DEAD");
    follow("d.state = 'DEAD' and r.delivery in ('RETRYING', 'QUEUED')", "RETRYING");
    jdbc.sql(
            """
            select r.call_id from recording r left join dead_letter d on d.open_recording = r.call_id
            where r.delivery = 'DEAD' and d.id is null and r.updated_at < :before limit 1000""")
        .param("before", RecordingRows.utc(clock.instant().minus(IN_THE_MIDDLE)))
        .query(String.class)
        .list()
        .forEach(call -> bury(UUID.fromString(call)));
  }

  private void follow(String condition, String state) {
    jdbc.sql(
            "update dead_letter d join recording r on r.call_id = d.call_id set d.state = :state"
                + " where d.open_recording is not null and "
                + condition)
        .param("state", state)
        .update();
  }

  private void bury(UUID id) {
    Optional<Recording> dead =
        delivery.find(id).filter(now -> now.delivery().filter(Delivery.DEAD::equals).isPresent());
    dead.flatMap(recording -> calls.find(id))
        .ifPresent(
            call ->
                letters.bury(WriteKind.RECORDING, call, dead.get().attempts(), lastFailure(id)));
  }

  private CrmFailure lastFailure(UUID call) {
    List<Attempt> all = attempts.of(WriteKind.RECORDING, call);
    Optional<Attempt> last =
        all.isEmpty()
            ? Optional.empty()
            : Optional.of(all.get(all.size() - 1)).filter(one -> one.category().isPresent());
    return last.map(
            attempt ->
                CrmFailure.of(
                    Category.valueOf(attempt.category().orElseThrow()),
                    attempt.code().orElse(""),
                    attempt.message().orElse("")))
        .orElseGet(
            () ->
                CrmFailure.of(
                    Category.BUG,
                    "FOUND_DEAD",
                    "This recording was found among the dead, and no attempt tells what was wrong with it."));
  }
}
