package simtrix.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import simtrix.sandbox.LoggedRequest;
import simtrix.sandbox.Sandbox;

/** What reaches Bitrix24. */
@Component
@Profile(DemoApplication.PROFILE)
class Traffic {

  private static final int LOOK_BACK_SECONDS = 60;
  private static final int LATEST = 3;

  /**
   * @param perSecond requests in each of the last 60 seconds, the oldest first
   * @param requests since the start
   * @param batches how many of them were batches
   * @param commands how many methods were called, alone or in batches
   * @param latest the last requests, the newest first
   */
  record Numbers(
      int[] perSecond, int requests, long batches, long commands, List<LoggedRequest> latest) {}

  private final Sandbox sandbox;
  private final Clock clock;

  Traffic(Sandbox sandbox, Clock clock) {
    this.sandbox = sandbox;
    this.clock = clock;
  }

  Numbers numbers() {
    List<LoggedRequest> requests = sandbox.requests();
    List<LoggedRequest> latest =
        requests.subList(Math.max(0, requests.size() - LATEST), requests.size());
    return new Numbers(
        perSecond(requests),
        requests.size(),
        requests.stream().filter(request -> !request.commands().isEmpty()).count(),
        requests.stream().mapToLong(request -> Math.max(1, request.commands().size())).sum(),
        latest.stream().sorted((one, other) -> other.at().compareTo(one.at())).toList());
  }

  private int[] perSecond(List<LoggedRequest> requests) {
    int[] counts = new int[LOOK_BACK_SECONDS];
    Instant now = clock.instant();
    for (LoggedRequest request : requests) {
      long age = Duration.between(request.at(), now).toSeconds();
      if (age >= 0 && age < LOOK_BACK_SECONDS) {
        counts[(int) (LOOK_BACK_SECONDS - 1 - age)]++;
      }
    }
    return counts;
  }
}
