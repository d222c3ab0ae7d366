package simtrix.phone.recording;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A call whose recording is to be sent.
 *
 * @param uri the file, once it has been found
 */
record Expected(
    UUID call,
    Optional<String> number,
    Instant answeredAt,
    Instant endedAt,
    Optional<String> uri,
    Optional<String> type) {}
