package simtrix.bitrix24;

/**
 * Something happened to a CRM record of a portal; what it is now has to be asked (REFERENCE 7.2).
 *
 * @param portal id of the portal
 * @param id of the record; 0 where it is not known
 */
public record CrmChange(long portal, Kind kind, Change change, long id) {

  /** The kinds of records that a cached caller is made of. */
  public enum Kind {
    CONTACT,
    COMPANY,
    LEAD,
    DEAL,
    /** Something that cannot be read: it may be any record. */
    ANY
  }

  /** What happened to it. */
  public enum Change {
    ADD,
    UPDATE,
    DELETE,
    /** A deal went to another pipeline; no UPDATE comes with it (REFERENCE 7.3). */
    MOVE
  }

  /** Nobody knows what has changed in this portal. */
  public static CrmChange unknown(long portal) {
    return new CrmChange(portal, Kind.ANY, Change.UPDATE, 0);
  }
}
