package simtrix.support;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import simtrix.recording.Delivery;
import simtrix.recording.Reason;
import simtrix.recording.ReasonTexts;
import simtrix.recording.Recording;
import simtrix.recording.RecordingState;

/**
 * The recording of a call as support sees it.
 *
 * @param reason why it is not possible
 * @param explanation the same as a sentence, by language
 * @param delivery where a received one is on its way
 * @param bytes size of the file; 0 where none has come
 */
public record CallRecording(
    RecordingState state,
    Optional<Reason> reason,
    Optional<Map<String, String>> explanation,
    Optional<Delivery> delivery,
    long bytes,
    Optional<Instant> receivedAt,
    Optional<Instant> attachedAt,
    Optional<Instant> nextAttemptAt) {

  /** The phone has not spoken of one. */
  static final CallRecording NONE =
      new CallRecording(
          RecordingState.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  static CallRecording of(Optional<Recording> recording, ReasonTexts texts) {
    return recording
        .map(
            now ->
                new CallRecording(
                    now.state(),
                    now.reason(),
                    now.reason().map(texts::of),
                    now.delivery(),
                    now.bytes(),
                    now.receivedAt(),
                    now.attachedAt(),
                    now.nextAttemptAt()))
        .orElse(NONE);
  }
}
