package simtrix.console;

import org.springframework.http.HttpStatus;
import simtrix.edge.RefusedRequest;
import simtrix.text.Sentence;

/** Pages that show only what some roles may see. */
final class Refused {

  private Refused() {}

  /**
   * @throws RefusedRequest 403
   */
  static void unless(boolean allowed) {
    if (!allowed) {
      throw RefusedRequest.of(HttpStatus.FORBIDDEN, Sentence.of("refusal.page"));
    }
  }
}
