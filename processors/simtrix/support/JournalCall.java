package simtrix.support;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import simtrix.access.Viewer;
import simtrix.call.AttemptLog.Attempt;
import simtrix.call.Call;
import simtrix.call.CallOutcome;
import simtrix.call.CallState;
import simtrix.call.CallStatus;
import simtrix.intake.CallAnswers.InCrm;

/**
 * A call as support sees it (DESIGN 7, {@code GET /calls}).
 *
 * @param durationSeconds talk time
 * @param recording its recording; empty in lists
 * @param nextAttemptAt when a call that is being retried is tried next
 * @param attempts every attempt to write it; empty in lists
 * @param story all that happened to it; empty in lists
 */
public record JournalCall(
    UUID callId,
    long portal,
    String deviceId,
    Optional<String> number,
    String direction,
    CallState state,
    Optional<CallOutcome> outcome,
    CallStatus status,
    OffsetDateTime ringingAt,
    long durationSeconds,
    Optional<InCrm> crm,
    Optional<CallRecording> recording,
    Optional<Instant> nextAttemptAt,
    List<Attempt> attempts,
    List<StoryStep> story) {

  private static final String INCOMING = "INCOMING";

  static JournalCall of(Call call, Optional<InCrm> crm, List<Attempt> attempts, Viewer viewer) {
    return new JournalCall(
        call.id(),
        call.portal(),
        call.deviceId(),
        call.number().map(viewer::number),
        INCOMING,
        call.state(),
        call.outcome(),
        call.status(),
        call.rang(),
        call.talkSeconds(),
        crm,
        Optional.empty(),
        call.nextAttemptAt(),
        attempts.stream().map(attempt -> seen(attempt, viewer)).toList(),
        List.of());
  }

  /** The same with its recording and its story. */
  JournalCall with(CallRecording ofCall, List<StoryStep> told) {
    return new JournalCall(
        callId,
        portal,
        deviceId,
        number,
        direction,
        state,
        outcome,
        status,
        ringingAt,
        durationSeconds,
        crm,
        Optional.of(ofCall),
        nextAttemptAt,
        attempts,
        told);
  }

  static Attempt seen(Attempt attempt, Viewer viewer) {
    return new Attempt(
        attempt.at(), attempt.category(), attempt.code(), attempt.message().map(viewer::text));
  }
}
