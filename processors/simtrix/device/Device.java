package simtrix.device;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A paired phone.
 *
 * @param id made when it was paired
 * @param portal id of the portal it belongs to
 * @param userId the Bitrix24 user whose phone it is
 * @param lastSeenAt the last request of the phone, of any kind, to the minute
 * @param revokedAt when its token was taken away
 * @param queueLength events that waited on the phone at its last heartbeat
 * @param recording whether the user lets the app upload recordings, by the last heartbeat that said
 *     so
 * @param recordingAt when that changed
 * @param permissions what the user allowed the app at the last heartbeat, by the names of DESIGN 4
 */
public record Device(
    UUID id,
    long portal,
    long userId,
    String name,
    String model,
    String androidVersion,
    String appVersion,
    Instant pairedAt,
    Optional<Instant> lastSeenAt,
    Optional<Instant> revokedAt,
    Optional<Integer> queueLength,
    Optional<Boolean> recording,
    Optional<Instant> recordingAt,
    Map<String, Boolean> permissions) {}
