package simtrix.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The outside of an answer: result, counts and time, or an error (REFERENCE 1.2, 1.3). */
record Envelope(Clock clock, SandboxSettings settings) {

  Map<String, Object> success(Answer answer, Map<String, Object> time) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("result", answer.result());
    answer.next().ifPresent(next -> body.put("next", next));
    answer.total().ifPresent(total -> body.put("total", total));
    body.put("time", time);
    return body;
  }

  static Map<String, Object> error(RestException e, SandboxSettings settings) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", e.code(settings));
    body.put("error_description", e.getMessage());
    return body;
  }

  /**
   * The time block; the operating fields are left out when there is no reading or the switch hides
   * them.
   */
  Map<String, Object> time(Instant start, Optional<OperatingTime.Reading> operating) {
    Instant finish = clock.instant();
    double duration = seconds(Duration.between(start, finish));
    PortalTime print = new PortalTime(clock);
    Map<String, Object> time = new LinkedHashMap<>();
    time.put("start", start.toEpochMilli() / 1000.0);
    time.put("finish", finish.toEpochMilli() / 1000.0);
    time.put("duration", duration);
    time.put("processing", duration);
    time.put("date_start", print.print(start));
    time.put("date_finish", print.print(finish));
    if (settings.operatingFields()) {
      operating.ifPresent(
          reading -> {
            time.put("operating_reset_at", reading.resetAt().getEpochSecond());
            time.put("operating", seconds(reading.used()));
          });
    }
    return time;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
