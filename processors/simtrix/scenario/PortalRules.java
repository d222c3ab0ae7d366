package simtrix.scenario;

import java.util.List;
import java.util.Optional;
import simtrix.bitrix24.EntityType;

/** The rules in force for one portal. */
public final class PortalRules {

  private final Rules standard;
  private final Optional<Rules> own;

  /** Where its own rules stand in the file; empty where it has none. */
  private final Optional<String> section;

  private final boolean autoLead;

  PortalRules(Rules standard, Optional<Rules> own, Optional<String> section, boolean autoLead) {
    this.standard = standard;
    this.own = own;
    this.section = section;
    this.autoLead = autoLead;
  }

  /** What happens with such a call, and which rule says so. */
  public Chosen choose(CallEnd end, CallerKind kind) {
    String name = Rules.name(end, kind);
    Optional<Chosen> ofPortal =
        own.flatMap(rules -> rules.of(end, kind))
            .map(scenario -> new Chosen(section.orElseThrow() + "." + name, end, kind, scenario));
    return ofPortal.orElseGet(() -> new Chosen("default." + name, end, kind, standard(end, kind)));
  }

  /** {@code SIMTRIX_AUTO_LEAD=false} takes the lead of a missed call out of the default. */
  private Scenario standard(CallEnd end, CallerKind kind) {
    boolean switchedOff = !autoLead && end == CallEnd.MISSED && kind == CallerKind.UNKNOWN;
    Scenario scenario = standard.of(end, kind).orElse(Scenario.JOURNAL_ONLY);
    return switchedOff && scenario.lead().isPresent() ? Scenario.JOURNAL_ONLY : scenario;
  }

  /** The kinds of records in the order in which one is preferred; all of them. */
  public List<EntityType> matching() {
    return own.flatMap(Rules::matching).or(standard::matching).orElse(List.of(EntityType.values()));
  }

  public DesktopCard desktopCard() {
    return own.flatMap(Rules::desktopCard).or(standard::desktopCard).orElse(DesktopCard.NEVER);
  }
}
