package simtrix.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import simtrix.edge.RefusedRequest;
import simtrix.support.DeskActions;

/**
 * What a person does on a page: the same operation as in the support API, and a sentence on the
 * next page that says how it went.
 */
@Component
class Actions {

  private final DeskActions desk;
  private final HttpServletRequest request;

  /**
   * @param request that of this thread
   */
  Actions(DeskActions desk, HttpServletRequest request) {
    this.desk = desk;
    this.request = request;
  }

  /** One try of an operation, with the place for its sentence. */
  record Try(String operation, RedirectAttributes next, Shown shown) {}

  /**
   * Performs an operation. What the rules refuse is told on the next page, whose form gets back
   * what was typed; what the person may not do goes on as an exception.
   *
   * @param done sentence about the answer
   * @return the answer; empty when it was refused
   */
  Optional<JsonNode> perform(
      Try one, Map<String, ?> parameters, Optional<?> body, Function<JsonNode, String> done) {
    try {
      JsonNode answer = desk.perform(one.operation(), parameters, body);
      one.next().addFlashAttribute("done", done.apply(answer));
      return Optional.of(answer);
    } catch (RefusedRequest refused) {
      if (refused.status() == HttpStatus.FORBIDDEN || refused.status().is5xxServerError()) {
        throw refused;
      }
      one.next().addFlashAttribute("refused", RefusedForm.sentences(refused, request, one.shown()));
      one.next().addFlashAttribute(RefusedForm.NAME, RefusedForm.of(request, refused, one.shown()));
      return Optional.empty();
    }
  }
}
