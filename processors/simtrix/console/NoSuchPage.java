package simtrix.console;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import simtrix.edge.RefusedRequest;
import simtrix.text.Sentence;

/** Every address under the console that no page has, and the answer to a form that is too old. */
@Controller
class NoSuchPage {

  /** Where the security filters send a form whose token is missing or old (CSRF). */
  @RequestMapping("/console/refused")
  void refused() {
    throw RefusedRequest.of(HttpStatus.FORBIDDEN, Sentence.of("refusal.old-form"));
  }

  /**
   * @throws RefusedRequest 404
   */
  @RequestMapping("/console/{page:(?!assets).*}/**")
  void nothing() {
    throw RefusedRequest.notFound(Sentence.of("refusal.no-page"));
  }
}
