package simtrix.caller;

/** The addresses of records in a portal, for people to open. */
public interface PortalPages {

  /**
   * @param page path below the portal, as {@code crm/contact/details/512/}
   * @return the whole address
   */
  String url(long portal, String page);
}
