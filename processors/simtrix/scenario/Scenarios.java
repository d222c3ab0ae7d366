package simtrix.scenario;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.portal.Portal;
import simtrix.portal.PortalRegistry;
import simtrix.settings.SimtrixSettings;
import simtrix.settings.StartRefusedException;
import simtrix.text.Sentence;

/** The rules in force. A broken file never takes the place of a good one. */
@Component
public class Scenarios {

  /**
   * How things are.
   *
   * @param file where the rules in force were read from
   * @param since when they were
   * @param refusal why a later version of the file was not taken; empty once one was
   */
  public record State(String file, Instant since, Optional<Refusal> refusal) {}

  /**
   * @param at when the file was looked at
   * @param mistakes one sentence for each, with its place
   */
  public record Refusal(Instant at, @JsonIgnore List<Sentence> mistakes) {

    /** A line for each mistake, in English. */
    @JsonProperty
    public String reason() {
      return BrokenScenariosException.lines(mistakes);
    }
  }

  private record InForce(Rules.Everywhere rules, State state) {}

  private static final Logger LOG = LoggerFactory.getLogger(Scenarios.class);

  private final ScenarioReader reader = new ScenarioReader();
  private final ScenarioSource source;
  private final PortalRegistry portals;
  private final boolean autoLead;
  private final Clock clock;
  private volatile InForce now;

  /**
   * @throws StartRefusedException when the file has mistakes
   */
  Scenarios(SimtrixSettings settings, PortalRegistry portals, Clock clock) {
    this.source = new ScenarioSource(settings.scenarios());
    this.portals = portals;
    this.autoLead = settings.autoLead();
    this.clock = clock;
    try {
      this.now = inForce(source.read(reader));
    } catch (BrokenScenariosException broken) {
      throw new StartRefusedException(broken.getMessage(), broken);
    }
    LOG.info("The scenarios come from {}", now.state().file());
  }

  /** The rules of a portal: its own by member_id, else by host, over the default. */
  public PortalRules of(long portal) {
    Rules.Everywhere rules = now.rules();
    if (rules.portals().isEmpty()) {
      return new PortalRules(rules.standard(), Optional.empty(), Optional.empty(), autoLead);
    }
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    rules.portals().keySet().forEach(name -> names.put(name, name));
    Optional<String> own =
        portals
            .findById(portal)
            .flatMap(
                found ->
                    Optional.ofNullable(names.get(found.memberId()))
                        .or(() -> Optional.ofNullable(names.get(found.host()))));
    return new PortalRules(
        rules.standard(),
        own.map(rules.portals()::get),
        own.map(name -> "portals." + name),
        autoLead);
  }

  /** Whether any portal at all has cards opened on desktops; costs nothing to ask. */
  public boolean openCards() {
    Rules.Everywhere rules = now.rules();
    return opensCards(rules.standard())
        || rules.portals().values().stream().anyMatch(Scenarios::opensCards);
  }

  private static boolean opensCards(Rules rules) {
    return rules.desktopCard().filter(card -> card != DesktopCard.NEVER).isPresent();
  }

  public State state() {
    return now.state();
  }

  /** Portals that the file names and that are not connected: perhaps not yet, perhaps misspelt. */
  public Set<String> unknownPortals() {
    Set<String> unknown = new TreeSet<>(now.rules().portals().keySet());
    for (Portal portal : portals.all()) {
      unknown.removeIf(
          name -> name.equalsIgnoreCase(portal.host()) || name.equalsIgnoreCase(portal.memberId()));
    }
    return unknown;
  }

  /** Takes up the file as it is now, if it is good; else the rules of before stay. */
  synchronized void reload() {
    State before = now.state();
    if (!source.isThere()) {
      LOG.warn(
          "{} is gone; the rules that were read from it stay until the server is started again",
          source.file());
      return;
    }
    try {
      now = inForce(source.read(reader));
      LOG.info("The scenarios of {} are in force", now.state().file());
      warnOfUnknownPortals();
    } catch (BrokenScenariosException broken) {
      boolean known =
          before
              .refusal()
              .filter(refusal -> refusal.reason().equals(broken.getMessage()))
              .isPresent();
      if (!known) {
        LOG.error("These scenarios are refused, those of before stay: {}", broken.getMessage());
        Refusal refusal = new Refusal(clock.instant(), broken.mistakes());
        now =
            new InForce(
                now.rules(), new State(before.file(), before.since(), Optional.of(refusal)));
      }
    }
  }

  /** A portal that is misspelt would go on with the default, and nobody would be told. */
  void warnOfUnknownPortals() {
    Set<String> unknown = unknownPortals();
    if (!unknown.isEmpty()) {
      LOG.warn(
          "The scenarios have rules for {}, but no such portal is connected; the names are those that the console shows, or member_ids",
          String.join(", ", unknown));
    }
  }

  private InForce inForce(Rules.Everywhere rules) {
    return new InForce(rules, new State(source.name(), clock.instant(), Optional.empty()));
  }
}
