package simtrix.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import simtrix.scenario.Scenario.DealRule;
import simtrix.scenario.Scenario.LeadRule;
import simtrix.scenario.Scenario.TaskRule;
import simtrix.scenario.YamlText.Path;
import simtrix.scenario.YamlText.Place;
import simtrix.text.Sentence;

/** Finds rules that are written well and make no sense. */
final class RuleCheck {

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");
  private static final Pattern PIPELINE = Pattern.compile("C(\\d+):.*");

  private final YamlText text;
  private final List<Mistake> mistakes = new ArrayList<>();

  private RuleCheck(YamlText text) {
    this.text = text;
  }

  static List<Mistake> of(YamlText text, Rules.Everywhere rules) {
    RuleCheck check = new RuleCheck(text);
    check.section(Path.of("default"), rules.standard());
    rules.portals().forEach((portal, own) -> check.section(Path.of("portals", portal), own));
    check.portalsOnce(rules.portals());
    return check.mistakes;
  }

  private void portalsOnce(Map<String, Rules> portals) {
    List<String> seen = new ArrayList<>();
    for (String portal : portals.keySet()) {
      String name = portal.toLowerCase(Locale.ROOT);
      if (seen.contains(name)) {
        atKey(Path.of("portals"), portal, Sentence.of("mistake.portal-twice", portal));
      }
      seen.add(name);
    }
  }

  private void section(Path path, Rules rules) {
    for (CallEnd end : CallEnd.values()) {
      for (CallerKind kind : List.of(CallerKind.KNOWN, CallerKind.UNKNOWN)) {
        rules.of(end, kind).ifPresent(scenario -> one(below(path, end, kind), kind, scenario));
      }
    }
    rules
        .anonymous()
        .ifPresent(scenario -> one(path.and("anonymous"), CallerKind.ANONYMOUS, scenario));
  }

  private static Path below(Path path, CallEnd end, CallerKind kind) {
    Path at = path;
    for (String step : Rules.name(end, kind).split("\\.")) {
      at = at.and(step);
    }
    return at;
  }

  private void one(Path path, CallerKind kind, Scenario scenario) {
    if (!scenario.log() && kind != CallerKind.ANONYMOUS) {
      scenario.lead().ifPresent(lead -> idle(path, "lead"));
      scenario.task().ifPresent(task -> idle(path, "task"));
      scenario.notification().ifPresent(notification -> idle(path, "notification"));
    }
    boolean hasRecord = kind == CallerKind.KNOWN || scenario.lead().isPresent();
    scenario.lead().ifPresent(lead -> lead(path.and("lead"), lead));
    scenario.task().ifPresent(task -> task(path.and("task"), kind, hasRecord, task));
    scenario
        .notification()
        .ifPresent(
            notification -> {
              who(path.and("notification"), notification.who(), hasRecord);
              words(path.and("notification").and("text"), notification.text(), kind);
            });
  }

  private void task(Path path, CallerKind kind, boolean hasRecord, TaskRule task) {
    who(path, task.who(), hasRecord);
    words(path.and("title"), task.title(), kind);
    if (task.due().compareTo(LONGEST) > 0) {
      atValue(path.and("after"), "too-late", task.after());
    }
  }

  private void idle(Path path, String action) {
    atKey(path, action, Sentence.of("mistake.idle", path.said(), action));
  }

  private void who(Path action, Who who, boolean hasRecord) {
    if (who.kind() == Who.Kind.RESPONSIBLE && !hasRecord) {
      atValue(action.and("for"), "nobody-responsible");
    }
  }

  private void lead(Path path, LeadRule lead) {
    words(path.and("title"), lead.title(), CallerKind.UNKNOWN);
    lead.fields()
        .forEach(
            (field, text) ->
                words(path.and("fields").and(field), Optional.of(text), CallerKind.UNKNOWN));
    if (lead.responsible().kind() == Who.Kind.RESPONSIBLE) {
      atValue(path.and("responsible"), "new-lead-responsible");
    }
    lead.deal().ifPresent(deal -> deal(path.and("deal").and("stage"), deal));
  }

  private void deal(Path path, DealRule deal) {
    long pipeline = deal.pipeline().orElse(0L);
    deal.stage()
        .filter(stage -> pipelineOf(stage) != pipeline)
        .ifPresent(
            stage ->
                atValue(
                    path,
                    pipeline == 0 ? "stage-of-other" : "stage-of-first",
                    stage,
                    pipelineOf(stage),
                    pipeline));
  }

  private static long pipelineOf(String stage) {
    Matcher pipeline = PIPELINE.matcher(stage);
    return pipeline.matches() ? Long.parseLong(pipeline.group(1)) : 0;
  }

  private void words(Path path, Optional<String> words, CallerKind kind) {
    words.ifPresent(
        text ->
            PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.equals("number") || kind == CallerKind.ANONYMOUS)
                .forEach(
                    name ->
                        atValue(
                            path,
                            kind == CallerKind.ANONYMOUS ? "no-number" : "no-such-place",
                            name)));
  }

  private void atValue(Path path, String key, Object... more) {
    Object[] values = Stream.concat(Stream.of(path.said()), Stream.of(more)).toArray();
    add(text.placeOf(path), Sentence.of("mistake." + key, values));
  }

  private void atKey(Path parent, String key, Sentence sentence) {
    add(text.placeOfKey(parent, key), sentence);
  }

  private void add(Place place, Sentence sentence) {
    mistakes.add(new Mistake(place.line(), place.column(), sentence));
  }
}
