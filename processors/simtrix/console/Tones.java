package simtrix.console;

import java.util.Map;
import java.util.Set;

/** Which of the five colours a word of the domain has, on every page the same. */
final class Tones {

  private static final String CALM = "calm";

  private static final Map<String, Set<String>> TONES =
      Map.of(
          "good",
          Set.of("WRITTEN", "RESOLVED", "DONE", "ACTIVE", "CLOSED", "ONLINE", "ATTACHED"),
          "warn",
          Set.of(
              "RETRYING",
              "PAUSED",
              "HALF_OPEN",
              "NETWORK",
              "RATE_LIMIT",
              "OPERATION_LIMIT",
              "SERVER",
              "NOT_POSSIBLE",
              "PERMISSION_MISSING",
              "QUEUE_LONG"),
          "bad",
          Set.of(
              "DEAD",
              "AUTH_LOST",
              "UNREACHABLE",
              "UNINSTALLED",
              "OPEN",
              "AUTH",
              "PERMISSION",
              "SILENT"),
          "accent",
          Set.of("QUEUED", "RUNNING", "REJECTED", "RINGING", "ANSWERED", "RECEIVED"));

  private Tones() {}

  static String of(String word) {
    return TONES.entrySet().stream()
        .filter(tone -> tone.getValue().contains(word))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(CALM);
  }
}
