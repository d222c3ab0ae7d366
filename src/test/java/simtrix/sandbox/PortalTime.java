package simtrix.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Timestamps as the portal prints them: ISO-8601 with the offset of its own zone, whole seconds
 * (REFERENCE 1.2).
 */
record PortalTime(Clock clock) {

  String now() {
    return print(clock.instant());
  }

  String print(Instant instant) {
    return OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), clock.getZone())
        .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }
}
