package simtrix.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * Which entries of the audit are asked for; what is empty does not filter.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record AuditFilter(
    Optional<String> user,
    Optional<String> action,
    Optional<Boolean> allowed,
    Optional<Instant> from,
    Optional<Instant> to) {

  /**
   * @param request parameters by name as the contract has them: user, action, allowed, from, to
   */
  public static AuditFilter of(Map<String, ?> request) {
    return new AuditFilter(
        text(request, "user"),
        text(request, "action"),
        text(request, "allowed").map(Boolean::valueOf),
        time(request, "from"),
        time(request, "to"));
  }

  private static Optional<String> text(Map<String, ?> request, String name) {
    return Optional.ofNullable(request.get(name))
        .map(Object::toString)
        .filter(text -> !text.isBlank());
  }

  private static Optional<Instant> time(Map<String, ?> request, String name) {
    return text(request, name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
  }
}
