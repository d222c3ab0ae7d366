package simtrix.phone.server;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.Response;

/** The header {@code Retry-After}: seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfter {

  /** A server that asks for more is taken to be mistaken. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private RetryAfter() {}

  /** A date is held against the answer's own {@code Date}: the phone's clock may be wrong. */
  static Optional<Duration> of(Response response, Instant now) {
    String value = response.header("Retry-After", "").trim();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> wait =
        value.chars().allMatch(Character::isDigit)
            ? seconds(value)
            : date(value)
                .map(at -> Duration.between(date(response.header("Date", "")).orElse(now), at));
    return wait.map(RetryAfter::bounded);
  }

  private static Optional<Duration> seconds(String digits) {
    return Optional.of(digits.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(digits)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
