package simtrix.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import simtrix.access.Viewer;
import simtrix.call.AttemptLog;
import simtrix.call.AttemptLog.Attempt;
import simtrix.call.Call;
import simtrix.call.Call.Progress;
import simtrix.call.CallActions;
import simtrix.call.CallActions.Done;
import simtrix.call.CallStatus;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.LetterEvents;
import simtrix.deadletter.LetterEvents.LetterEvent;
import simtrix.scenario.ScenarioReader;

/** Tells what happened to a call, from the first ring to now. */
@Component
public class CallStory {

  private static final Comparator<StoryStep> BY_TIME =
      Comparator.comparing(step -> step.at().orElseThrow());

  private final AttemptLog attempts;
  private final LetterEvents events;
  private final CallActions actions;
  private final RecordingStory recordings;

  CallStory(
      AttemptLog attempts, LetterEvents events, CallActions actions, RecordingStory recordings) {
    this.actions = actions;
    this.attempts = attempts;
    this.events = events;
    this.recordings = recordings;
  }

  /**
   * @param letter the dead letter of the call, where it has one
   */
  List<StoryStep> of(Call call, Optional<DeadLetter> letter, Viewer viewer) {
    List<StoryStep> story = new ArrayList<>(onThePhone(call));
    Done done = actions.of(call.id());
    done.cardAskedAt().ifPresent(at -> story.add(step(at, "CARD_OPENED", Map.of())));
    story.addAll(inThePortal(call.progress(), done));
    story.addAll(byRule(done));
    List<StoryStep> since = new ArrayList<>();
    int number = 0;
    for (Attempt attempt : attempts.of(call.id())) {
      since.add(attempt(JournalCall.seen(attempt, viewer), ++number));
    }
    events.of(WriteKind.CALL, call.id()).forEach(event -> since.add(deed(event)));
    letter
        .filter(dead -> dead.kind() == WriteKind.CALL)
        .filter(dead -> dead.state() == DeadLetter.State.DEAD)
        .ifPresent(dead -> since.add(died(dead)));
    List<StoryStep> ofRecording = recordings.of(call.id(), viewer);
    since.sort(BY_TIME);
    since.addAll(now(call));
    if (!ofRecording.isEmpty()) {
      since.addAll(ofRecording);
      since.sort(BY_TIME);
    }
    story.addAll(since);
    return story;
  }

  private static List<StoryStep> onThePhone(Call call) {
    List<StoryStep> steps = new ArrayList<>();
    steps.add(step(call.ringingAt(), "RANG", Map.of("anonymous", call.isAnonymous())));
    call.answeredAt().ifPresent(at -> steps.add(step(at, "ANSWERED", Map.of())));
    call.endedAt()
        .ifPresent(
            at ->
                steps.add(
                    step(
                        at,
                        "ENDED",
                        Map.of(
                            "outcome",
                            call.outcome().map(Enum::name).orElse("UNKNOWN"),
                            "talkSeconds",
                            call.talkSeconds()))));
    return steps;
  }

  /** The journal keeps what was found and done, and not when. */
  private static List<StoryStep> inThePortal(Progress progress, Done done) {
    List<StoryStep> steps = new ArrayList<>();
    if (progress.started()) {
      steps.add(undated("QUEUED", Map.of()));
    }
    done.scenario()
        .map(ScenarioReader::chosen)
        .ifPresent(chosen -> steps.add(undated("RULE", Map.of("rule", chosen.rule()))));
    boolean found = progress.leadId().isEmpty() && done.madeDeal().isEmpty();
    if (progress.entityType().isPresent() && found) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("entityType", progress.entityType().get());
      progress.entityId().ifPresent(id -> record.put("entityId", id));
      progress.dealId().ifPresent(id -> record.put("dealId", id));
      steps.add(undated("LOOKED_UP", record));
    }
    progress.leadId().ifPresent(lead -> steps.add(undated("LEAD_MADE", Map.of("leadId", lead))));
    return steps;
  }

  private static List<StoryStep> byRule(Done done) {
    List<StoryStep> steps = new ArrayList<>();
    done.madeDeal()
        .ifPresent(
            deal ->
                steps.add(
                    undated(
                        "DEAL_MADE",
                        Map.of("dealId", deal, "contactId", done.madeContact().orElse(0L)))));
    done.task().ifPresent(task -> steps.add(undated("TASK_MADE", Map.of("taskId", task))));
    done.notification()
        .ifPresent(
            id -> steps.add(undated("NOTIFIED", Map.of("userId", done.notifiedUser().orElse(0L)))));
    return steps;
  }

  private static StoryStep attempt(Attempt attempt, int number) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("number", number);
    attempt.category().ifPresent(category -> values.put("category", category));
    attempt.code().ifPresent(code -> values.put("code", code));
    attempt.message().ifPresent(message -> values.put("message", message));
    boolean failed = attempt.category().isPresent();
    return step(attempt.at(), failed ? "ATTEMPT_FAILED" : "ATTEMPT_SUCCEEDED", values);
  }

  private static StoryStep deed(LetterEvent event) {
    Map<String, Object> values = new LinkedHashMap<>(event.detail());
    values.put("by", event.by());
    return step(event.at(), event.deed().name(), values);
  }

  private static StoryStep died(DeadLetter letter) {
    return step(
        letter.lastFailedAt(),
        "DEAD",
        Map.of("category", letter.category().name(), "code", letter.code()));
  }

  private static List<StoryStep> now(Call call) {
    if (call.status() == CallStatus.WRITTEN) {
      Map<String, Object> values = new LinkedHashMap<>();
      call.progress().activityId().ifPresent(id -> values.put("activityId", id));
      return List.of(step(call.updatedAt(), "WRITTEN", values));
    }
    if (call.status() == CallStatus.LOCAL) {
      return List.of(step(call.updatedAt(), "LOCAL", Map.of()));
    }
    return call.nextAttemptAt()
        .filter(at -> call.status() == CallStatus.RETRYING)
        .map(at -> List.of(step(at, "NEXT_ATTEMPT", Map.of())))
        .orElseGet(List::of);
  }

  private static StoryStep undated(String code, Map<String, Object> values) {
    return new StoryStep(Optional.empty(), code, values);
  }

  private static StoryStep step(Instant at, String code, Map<String, Object> values) {
    return new StoryStep(Optional.of(at), code, values);
  }
}
