package simtrix.call;

import java.util.UUID;

/**
 * Published in the transaction that keeps an event in which a phone says for the first time, or
 * takes back, that a recording of the call will come (DESIGN 4).
 *
 * @param expected false: it will not come after all
 */
public record RecordingAnnounced(UUID callId, long portal, String deviceId, boolean expected) {}
