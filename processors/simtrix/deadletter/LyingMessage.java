package simtrix.deadletter;

import java.util.UUID;
import simtrix.call.WriteKind;

/**
 * A message on the queue of the dead letters, as far as it matters for keeping queue and index in
 * step.
 *
 * @param ticket that it carries
 */
public record LyingMessage(String messageId, WriteKind kind, UUID call, int ticket) {}
