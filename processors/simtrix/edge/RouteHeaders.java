package simtrix.edge;

/** Message headers that the HTTP component makes and that a processor may read. */
public final class RouteHeaders {

  /**
   * The {@code HttpServletRequest}; Camel's own constant for it is deprecated without a successor.
   */
  public static final String HTTP_REQUEST = "CamelHttpServletRequest";

  private RouteHeaders() {}
}
