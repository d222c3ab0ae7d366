package simtrix.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import simtrix.access.AuditedAs;
import simtrix.access.Viewer;
import simtrix.support.DeadLetterDesk;

/** One dead letter: what happened, and what a person can do about it. */
@Controller
@RequestMapping("/console/dead-letters/{id:[0-9]{1,18}}")
class LetterController {

  private final DeadLetterDesk desk;
  private final Actions actions;
  private final PortalNames portals;
  private final ObjectWriter json;

  LetterController(DeadLetterDesk desk, Actions actions, PortalNames portals, ObjectMapper mapper) {
    this.desk = desk;
    this.actions = actions;
    this.portals = portals;
    this.json = mapper.writerWithDefaultPrettyPrinter();
  }

  @GetMapping
  String letter(
      @PathVariable long id,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      Model model)
      throws JsonProcessingException {
    DeadLetterDesk.Detail detail = desk.detail(id, viewer);
    model.addAttribute("detail", detail);
    model.addAttribute("letter", detail.letter());
    model.addAttribute("story", new Story(shown).of(detail.story()));
    model.addAttribute("outlook", detail.retry().map(new Outlook(shown)::of));
    model.addAttribute("portal", portals.byId().get(detail.letter().portal()));
    if (detail.payload().isPresent()) {
      model.addAttribute("payload", json.writeValueAsString(detail.payload().get()));
    }
    return "console/letter";
  }

  @AuditedAs("retryDeadLetter")
  @PostMapping("/retry")
  String retry(
      @PathVariable long id, @ModelAttribute("shown") Shown shown, RedirectAttributes next) {
    return act("retryDeadLetter", id, Optional.empty(), shown, next);
  }

  @AuditedAs("archiveDeadLetter")
  @PostMapping("/archive")
  String archive(
      @PathVariable long id, @ModelAttribute("shown") Shown shown, RedirectAttributes next) {
    return act("archiveDeadLetter", id, Optional.empty(), shown, next);
  }

  @AuditedAs("restoreDeadLetter")
  @PostMapping("/restore")
  String restore(
      @PathVariable long id, @ModelAttribute("shown") Shown shown, RedirectAttributes next) {
    return act("restoreDeadLetter", id, Optional.empty(), shown, next);
  }

  @AuditedAs("noteDeadLetter")
  @PostMapping("/note")
  String note(
      @PathVariable long id,
      @RequestParam String text,
      @ModelAttribute("shown") Shown shown,
      RedirectAttributes next) {
    return act("noteDeadLetter", id, Optional.of(Map.of("text", text.strip())), shown, next);
  }

  private String act(
      String operation, long id, Optional<?> body, Shown shown, RedirectAttributes next) {
    actions.perform(
        new Actions.Try(operation, next, shown),
        Map.of("id", id),
        body,
        answer -> done(operation, answer, shown));
    return "redirect:/console/dead-letters/" + id;
  }

  private static String done(String operation, JsonNode answer, Shown shown) {
    return shown.text("done." + operation, answer.path("id").asText());
  }
}
