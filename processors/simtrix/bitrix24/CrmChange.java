package simtrix.bitrix24;

/**
 * A portal said that one of its records changed (REFERENCE 7.3). What it says now is not part of
 * it.
 *
 * @param id of the record
 */
public record CrmChange(long portal, Kind kind, Change change, long id) {

  /** What kind of record. */
  public enum Kind {
    CONTACT,
    COMPANY,
    LEAD,
    DEAL
  }

  /** What happened to it. */
  public enum Change {
    ADD,
    UPDATE,
    DELETE,
    /** A deal went to another funnel. */
    MOVE
  }
}
