package simtrix.support;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import simtrix.call.CallStatus;

/**
 * Which calls of the journal are asked for; what is empty does not filter.
 *
 * @param number a part of it, in any spelling that the phone or E.164 has
 * @param from inclusive, by the time at which the server heard of the call
 * @param to exclusive
 */
public record CallFilter(
    Optional<Long> portal,
    Optional<UUID> device,
    Optional<String> number,
    Optional<CallStatus> status,
    Optional<Instant> from,
    Optional<Instant> to) {

  /**
   * @param request parameters by name as the contract has them: portal, device, number, status,
   *     from, to
   */
  public static CallFilter of(Map<String, ?> request) {
    return new CallFilter(
        text(request, "portal").map(Long::valueOf),
        text(request, "device").map(UUID::fromString),
        text(request, "number"),
        text(request, "status").map(CallStatus::valueOf),
        text(request, "from").map(OffsetDateTime::parse).map(OffsetDateTime::toInstant),
        text(request, "to").map(OffsetDateTime::parse).map(OffsetDateTime::toInstant));
  }

  private static Optional<String> text(Map<String, ?> request, String name) {
    return Optional.ofNullable(request.get(name))
        .map(Object::toString)
        .filter(text -> !text.isBlank());
  }
}
