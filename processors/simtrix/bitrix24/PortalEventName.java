package simtrix.bitrix24;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names under which a portal tells what happened (REFERENCE 2.2, 7.3). */
public final class PortalEventName {
  private static final Pattern RECORD =
      Pattern.compile("ONCRM(?<kind>CONTACT|COMPANY|LEAD|DEAL)(?<change>ADD|UPDATE|DELETE)");
  private static final String INSTALL = "ONAPPINSTALL";
  static final String UNINSTALL = "ONAPPUNINSTALL";
  static final String MOVE = "ONCRMDEALMOVETOCATEGORY";
  static final String OFFLINE = "ONOFFLINEEVENT";

  /** The events of the records that a cached caller is made of. */
  static final List<String> RECORDS =
      Stream.concat(
              Stream.of("CONTACT", "COMPANY", "LEAD", "DEAL")
                  .flatMap(
                      kind ->
                          Stream.of("ADD", "UPDATE", "DELETE")
                              .map(change -> "ONCRM" + kind + change)),
              Stream.of(MOVE))
          .toList();

  private final String name;

  /**
   * Takes a name in any spelling.
   *
   * @param name as {@code event} of a delivery gives it
   */
  public PortalEventName(String name) {
    this.name = name.toUpperCase(Locale.ROOT);
  }

  public boolean isInstall() {
    return name.equals(INSTALL);
  }

  public boolean isUninstall() {
    return name.equals(UNINSTALL);
  }

  /** Whether offline events wait to be fetched (REFERENCE 7.4). */
  public boolean isOfflineWaiting() {
    return name.equals(OFFLINE);
  }

  /**
   * What it says about a CRM record.
   *
   * @return empty for an event about anything else
   */
  public Optional<CrmChange> change(long portal, long id) {
    if (name.equals(MOVE)) {
      return Optional.of(new CrmChange(portal, CrmChange.Kind.DEAL, CrmChange.Change.MOVE, id));
    }
    Matcher record = RECORD.matcher(name);
    return record.matches()
        ? Optional.of(
            new CrmChange(
                portal,
                CrmChange.Kind.valueOf(record.group("kind")),
                CrmChange.Change.valueOf(record.group("change")),
                id))
        : Optional.empty();
  }
}
