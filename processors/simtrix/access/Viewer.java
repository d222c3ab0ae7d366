package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The person who asks.
 *
 * @param name empty for nobody
 */
public record Viewer(String name, Role role) {

  /** Somebody who is not known: sees what a reader sees. */
  public static final Viewer NOBODY = new Viewer("", Role.READER);

  private static final String ATTRIBUTE = Viewer.class.getName();

  /** The person of a request that the security chain has let through; else {@link #NOBODY}. */
  public static Viewer of(HttpServletRequest request) {
    return known(request).orElse(NOBODY);
  }

  static Optional<Viewer> known(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Viewer viewer
        ? Optional.of(viewer)
        : Optional.empty();
  }

  /** Leaves this person in the request, for routes, which run on other threads. */
  void asks(HttpServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  public boolean may(Role needed) {
    return role.covers(needed);
  }

  /** Whether telephone numbers are shown whole (DESIGN 7: a reader sees masked ones). */
  public boolean seesNumbers() {
    return may(Role.OPERATOR);
  }

  /** A number as this person may see it. */
  public String number(String number) {
    return seesNumbers() ? number : MaskedNumber.of(number);
  }

  /** A text as this person may see it: without numbers, where they are not for him. */
  public String text(String text) {
    return seesNumbers() ? text : MaskedNumber.inText(text);
  }
}
