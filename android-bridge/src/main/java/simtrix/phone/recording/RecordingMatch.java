package simtrix.phone.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import simtrix.phone.call.Numbers;

/** Which file is the recording of a call: by its time, and by the number in its name. */
final class RecordingMatch {

  /** Recorders finish their file within this time after the call. */
  private static final Duration AFTER = Duration.ofMinutes(2);

  /** A file that was written to a moment ago may grow still. */
  private static final Duration AT_REST = Duration.ofSeconds(3);

  private static final int NUMBER_DIGITS = 7;

  private RecordingMatch() {}

  /**
   * @param taken files that belong to other calls
   */
  static Optional<RecordingFile> of(
      Expected call, List<RecordingFile> files, Set<String> taken, Instant now) {
    return files.stream()
        .filter(file -> file.size() > 0 && !taken.contains(file.uri()))
        .filter(file -> inTime(call, file) && !file.modified().isAfter(now.minus(AT_REST)))
        .filter(file -> !namesAnother(call, file))
        .min(
            Comparator.comparing((RecordingFile file) -> !names(call, file))
                .thenComparing(file -> Duration.between(call.endedAt(), file.modified()).abs()));
  }

  private static boolean inTime(Expected call, RecordingFile file) {
    return !file.modified().isBefore(call.answeredAt())
        && !file.modified().isAfter(call.endedAt().plus(AFTER));
  }

  private static boolean names(Expected call, RecordingFile file) {
    return call.number().isPresent()
        && numbers(file.name()).stream().anyMatch(n -> Numbers.same(n, call.number().get()));
  }

  /** A name with a plus sign before its digits holds a telephone number and no date. */
  private static boolean namesAnother(Expected call, RecordingFile file) {
    return call.number().isPresent()
        && !names(call, file)
        && numbers(file.name()).stream().anyMatch(n -> n.startsWith("+"));
  }

  private static List<String> numbers(String name) {
    return Arrays.stream(name.replaceAll("[^0-9+]+", " ").trim().split(" "))
        .filter(n -> n.length() >= NUMBER_DIGITS)
        .collect(Collectors.toList());
  }
}
