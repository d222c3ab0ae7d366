package simtrix.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import simtrix.access.Viewer;
import simtrix.call.AttemptLog;
import simtrix.call.AttemptLog.Attempt;
import simtrix.call.WriteKind;
import simtrix.deadletter.LetterEvents;
import simtrix.deadletter.LetterEvents.LetterEvent;
import simtrix.recording.Delivery;
import simtrix.recording.Recording;
import simtrix.recording.RecordingJournal;

/** The part of a call's story that its recording plays. */
@Component
class RecordingStory {

  private final RecordingJournal recordings;
  private final AttemptLog attempts;
  private final LetterEvents events;

  RecordingStory(RecordingJournal recordings, AttemptLog attempts, LetterEvents events) {
    this.recordings = recordings;
    this.attempts = attempts;
    this.events = events;
  }

  /** In no order; each with its time. */
  List<StoryStep> of(UUID call, Viewer viewer) {
    return recordings.find(call).map(recording -> steps(recording, viewer)).orElseGet(List::of);
  }

  private List<StoryStep> steps(Recording recording, Viewer viewer) {
    List<StoryStep> steps = new ArrayList<>();
    recording.expectedAt().ifPresent(at -> steps.add(step(at, "RECORDING_EXPECTED", Map.of())));
    recording.receivedAt().ifPresent(at -> steps.add(step(at, "RECORDING_RECEIVED", Map.of())));
    int number = 0;
    for (Attempt attempt : attempts.of(WriteKind.RECORDING, recording.callId())) {
      number++;
      if (attempt.category().isPresent()) {
        steps.add(failed(JournalCall.seen(attempt, viewer), number));
      }
    }
    events.of(WriteKind.RECORDING, recording.callId()).forEach(event -> steps.add(deed(event)));
    recording.attachedAt().ifPresent(at -> steps.add(step(at, "RECORDING_ATTACHED", Map.of())));
    recording
        .reason()
        .ifPresent(
            why ->
                steps.add(
                    step(
                        recording.updatedAt(),
                        "RECORDING_NOT_POSSIBLE",
                        Map.of("reason", why.name()))));
    if (recording.delivery().filter(Delivery.DEAD::equals).isPresent()) {
      steps.add(step(recording.updatedAt(), "RECORDING_DEAD", Map.of()));
    }
    return steps;
  }

  private static StoryStep failed(Attempt attempt, int number) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("number", number);
    attempt.category().ifPresent(category -> values.put("category", category));
    attempt.code().ifPresent(code -> values.put("code", code));
    attempt.message().ifPresent(message -> values.put("message", message));
    return step(attempt.at(), "RECORDING_FAILED", values);
  }

  private static StoryStep deed(LetterEvent event) {
    Map<String, Object> values = new LinkedHashMap<>(event.detail());
    values.put("by", event.by());
    return step(event.at(), "RECORDING_" + event.deed().name(), values);
  }

  private static StoryStep step(Instant at, String code, Map<String, Object> values) {
    return new StoryStep(Optional.of(at), code, values);
  }
}
