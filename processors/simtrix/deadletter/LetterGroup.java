package simtrix.deadletter;

import java.time.Instant;
import simtrix.call.WriteKind;
import simtrix.failure.Category;

/**
 * Letters that failed for the same reason (DESIGN 7).
 *
 * @param key for {@code group=} of the list
 * @param kind whether calls or recordings could not be written
 * @param message what their messages have in common
 * @param oldest the first failure of any of them
 * @param newest the last one
 */
public record LetterGroup(
    String key,
    WriteKind kind,
    Category category,
    String code,
    String message,
    long count,
    Instant oldest,
    Instant newest) {}
