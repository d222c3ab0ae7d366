package simtrix.recording;

import java.util.UUID;
import simtrix.call.WriteKind;

/**
 * The message on the queues of recordings and on {@code crm.dead}: which recording to attach. All
 * else stands in its row.
 *
 * @param ticket the recording's ticket when the message was made; another one is ignored
 */
public record AttachOrder(UUID callId, long portal, int ticket, WriteKind kind) {}
