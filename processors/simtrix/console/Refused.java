package simtrix.console;

import org.springframework.http.HttpStatus;
import simtrix.edge.RefusedRequest;

/** Pages that show only what some roles may see. */
final class Refused {

  private Refused() {}

  /**
   * @throws RefusedRequest 403
   */
  static void unless(boolean allowed) {
    if (!allowed) {
      throw RefusedRequest.of(HttpStatus.FORBIDDEN, "This login is not allowed to see this page.");
    }
  }
}
