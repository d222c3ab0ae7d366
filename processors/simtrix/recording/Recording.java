package simtrix.recording;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The recording of a call as its row has it at one moment.
 *
 * @param reason present when it is not possible
 * @param delivery present while it is received and not attached
 * @param bytes size of the file
 * @param file its name in the folder of recordings; empty once it is deleted
 * @param expectedAt when the phone said last that it would come
 * @param ticket number of its one valid message; an older message is ignored (decision 0002)
 * @param attempts how often the portal was asked to take it
 * @param leftAt when a request with it left of which nobody has heard the end (decision 0003)
 * @param filesBefore the files that its activity had before that request
 */
public record Recording(
    UUID callId,
    long portal,
    String deviceId,
    RecordingState state,
    Optional<Reason> reason,
    Optional<Delivery> delivery,
    Optional<AudioFormat> format,
    long bytes,
    Optional<String> file,
    Optional<Instant> expectedAt,
    Optional<Instant> receivedAt,
    Optional<Instant> attachedAt,
    Instant updatedAt,
    int ticket,
    int attempts,
    Optional<Instant> nextAttemptAt,
    Optional<Instant> leftAt,
    Optional<Set<Long>> filesBefore) {

  /** Whether a message of it has something to do. */
  boolean isOnItsWay() {
    return delivery
        .filter(now -> now == Delivery.QUEUED || now == Delivery.RETRYING || now == Delivery.DEAD)
        .isPresent();
  }
}
