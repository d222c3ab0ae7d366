package simtrix.writing;

import java.util.UUID;

/**
 * The message on {@code crm.writes}, {@code crm.retry} and {@code crm.dead}: which call to write.
 * All else stands in the journal, so that an event that comes meanwhile is not missed.
 *
 * @param ticket the call's ticket when the message was made; a message whose ticket is no longer
 *     valid is ignored
 */
public record WriteOrder(UUID callId, long portal, int ticket) {}
