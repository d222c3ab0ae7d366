package simtrix.console;

import java.util.Locale;
import simtrix.access.Viewer;
import simtrix.support.DeskActions;

/**
 * The person in front of the page, as far as it changes the page. Templates know it as {@code me}.
 */
public final class Reader {

  private final Viewer viewer;
  private final DeskActions actions;

  Reader(Viewer viewer, DeskActions actions) {
    this.viewer = viewer;
    this.actions = actions;
  }

  public String name() {
    return viewer.name();
  }

  /** READER, OPERATOR or ADMIN. */
  public String role() {
    return viewer.role().name();
  }

  /** What stands in the round picture. */
  public String initials() {
    String name = viewer.name();
    return name.substring(0, Math.min(2, name.length())).toUpperCase(Locale.ROOT);
  }

  /** Whether the page offers an operation of the support API; its route decides again. */
  public boolean allows(String operation) {
    return actions.allows(viewer, operation);
  }
}
