package simtrix.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import simtrix.support.StoryStep;

/** The story of a call in the words of the reader. */
final class Story {

  /**
   * One step.
   *
   * @param at empty where only the order is known
   * @param icon name in icons.svg
   * @param detail what the portal said, or who did it
   * @param ahead whether it is still to come
   */
  public record Line(
      Optional<Instant> at,
      String icon,
      String tone,
      String title,
      Optional<String> detail,
      Optional<String> category,
      boolean ahead) {}

  private record Look(String icon, String tone) {}

  private static final Look PLAIN = new Look("info", "calm");
  private static final Map<String, Look> LOOKS =
      Map.ofEntries(
          Map.entry("RANG", new Look("phone", "accent")),
          Map.entry("ANSWERED", new Look("in", "good")),
          Map.entry("ENDED.ANSWERED", new Look("in", "good")),
          Map.entry("ENDED.MISSED", new Look("missed", "bad")),
          Map.entry("ENDED.REJECTED", new Look("rejected", "warn")),
          Map.entry("RECEIVED", new Look("server", "calm")),
          Map.entry("QUEUED", new Look("clock", "calm")),
          Map.entry("LOOKED_UP", new Look("search", "accent")),
          Map.entry("RULE", new Look("info", "calm")),
          Map.entry("LEAD_MADE", new Look("lead", "good")),
          Map.entry("DEAL_MADE", new Look("lead", "good")),
          Map.entry("TASK_MADE", new Look("check", "accent")),
          Map.entry("NOTIFIED", new Look("note", "accent")),
          Map.entry("CARD_OPENED", new Look("info", "accent")),
          Map.entry("ATTEMPT_FAILED", new Look("alert", "bad")),
          Map.entry("ATTEMPT_SUCCEEDED", new Look("check", "good")),
          Map.entry("DEAD", new Look("letter", "bad")),
          Map.entry("RETRIED", new Look("jobs", "accent")),
          Map.entry("EDITED", new Look("edit", "accent")),
          Map.entry("ARCHIVED", new Look("archive", "calm")),
          Map.entry("RESTORED", new Look("letter", "warn")),
          Map.entry("NOTED", new Look("note", "calm")),
          Map.entry("WRITTEN", new Look("check", "good")),
          Map.entry("NEXT_ATTEMPT", new Look("clock", "warn")),
          Map.entry("RECORDING_EXPECTED", new Look("clock", "calm")),
          Map.entry("RECORDING_RECEIVED", new Look("recording", "accent")),
          Map.entry("RECORDING_FAILED", new Look("alert", "bad")),
          Map.entry("RECORDING_DEAD", new Look("letter", "bad")),
          Map.entry("RECORDING_RETRIED", new Look("jobs", "accent")),
          Map.entry("RECORDING_ARCHIVED", new Look("archive", "calm")),
          Map.entry("RECORDING_RESTORED", new Look("letter", "warn")),
          Map.entry("RECORDING_NOTED", new Look("note", "calm")),
          Map.entry("RECORDING_ATTACHED", new Look("recording", "good")),
          Map.entry("RECORDING_NOT_POSSIBLE", new Look("recording", "warn")));

  private final Shown shown;

  Story(Shown shown) {
    this.shown = shown;
  }

  List<Line> of(List<StoryStep> steps) {
    return steps.stream().map(this::line).toList();
  }

  private Line line(StoryStep step) {
    Map<String, Object> values = step.values();
    String key = key(step.code(), values);
    Look look = LOOKS.getOrDefault(key, LOOKS.getOrDefault(step.code(), PLAIN));
    return new Line(
        step.at(),
        look.icon(),
        "tone-" + look.tone(),
        new NamedPlaces(shown, values).text("story." + key),
        detail(values),
        Optional.ofNullable(values.get("category")).map(Object::toString),
        step.at().filter(at -> at.isAfter(shown.now())).isPresent());
  }

  /** What the portal said, or why a recording is not possible. */
  private Optional<String> detail(Map<String, Object> values) {
    return Optional.ofNullable(values.get("message"))
        .map(Object::toString)
        .map(shown::failure)
        .or(
            () ->
                Optional.ofNullable(values.get("reason"))
                    .map(why -> shown.text("recording.reason." + why)));
  }

  /** Some steps have a sentence for each way they can go. */
  private String key(String code, Map<String, Object> values) {
    return switch (code) {
      case "ENDED" -> code + "." + values.getOrDefault("outcome", "UNKNOWN");
      case "LOOKED_UP" -> code + (values.containsKey("dealId") ? ".DEAL" : "");
      case "RETRIED", "RECORDING_RETRIED" -> code + (values.containsKey("job") ? ".JOB" : "");
      default -> code;
    };
  }
}
