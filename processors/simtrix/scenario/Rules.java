package simtrix.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import simtrix.bitrix24.EntityType;

/**
 * The rules of the default or of one portal; what a portal does not say it takes from the default,
 * a case at a time.
 *
 * @param matching which kind of record is taken where several carry the number, the preferred first
 */
record Rules(
    Optional<List<EntityType>> matching,
    Optional<DesktopCard> desktopCard,
    Optional<ByCaller> answered,
    Optional<ByCaller> missed,
    Optional<ByCaller> rejected,
    Optional<Scenario> anonymous) {

  /** One kind of end, for each kind of caller with a number. */
  record ByCaller(Optional<Scenario> known, Optional<Scenario> unknown) {}

  /** All of a file. */
  record Everywhere(@JsonProperty("default") Rules standard, Map<String, Rules> portals) {

    Everywhere {
      portals = portals == null ? Map.of() : portals;
    }
  }

  Optional<Scenario> of(CallEnd end, CallerKind kind) {
    if (kind == CallerKind.ANONYMOUS) {
      return anonymous;
    }
    Optional<ByCaller> cases =
        switch (end) {
          case ANSWERED -> answered;
          case MISSED -> missed;
          case REJECTED -> rejected;
        };
    return cases.flatMap(both -> kind == CallerKind.KNOWN ? both.known() : both.unknown());
  }

  /** Where a case stands in the file, as {@code missed.unknown}. */
  static String name(CallEnd end, CallerKind kind) {
    return kind == CallerKind.ANONYMOUS ? word(kind) : word(end) + "." + word(kind);
  }

  private static String word(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT);
  }
}
