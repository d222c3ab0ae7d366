package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What a request says to the audit of itself. Every request that changes something is an entry
 * anyhow; this only says better what it was.
 */
public final class AuditTrail {

  private static final String ACTION = AuditTrail.class.getName() + ".action";
  private static final String TARGET = AuditTrail.class.getName() + ".target";
  private static final String REFUSED = AuditTrail.class.getName() + ".refused";

  private AuditTrail() {}

  /**
   * @param action an {@code operationId}
   * @param target what it is done to
   */
  public static void action(HttpServletRequest request, String action, String target) {
    request.setAttribute(ACTION, action);
    request.setAttribute(TARGET, target);
  }

  /** Names what the request makes or means, beyond its path. */
  public static void about(HttpServletRequest request, String name) {
    request.setAttribute(TARGET, targetOf(request) + "/" + name);
  }

  /** The action was not done, although the answer is a page or a redirection. */
  public static void refused(HttpServletRequest request) {
    request.setAttribute(REFUSED, true);
  }

  static String action(HttpServletRequest request, String otherwise) {
    return request.getAttribute(ACTION) instanceof String action ? action : otherwise;
  }

  static String targetOf(HttpServletRequest request) {
    return request.getAttribute(TARGET) instanceof String target ? target : request.getRequestURI();
  }

  static boolean isRefused(HttpServletRequest request) {
    return request.getAttribute(REFUSED) != null;
  }
}
