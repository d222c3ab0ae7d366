package simtrix.phone.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that the server will never take as it is (400 or 409), kept so that a person sees it.
 *
 * @param sentence what the server said
 */
public record Refusal(
    long id,
    UUID call,
    Optional<String> number,
    Instant rangAt,
    Instant refusedAt,
    int status,
    String sentence) {}
