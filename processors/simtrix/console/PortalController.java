package simtrix.console;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import simtrix.access.AuditedAs;
import simtrix.access.Viewer;
import simtrix.edge.RefusedRequest;
import simtrix.support.DeskActions;
import simtrix.support.PortalDesk;
import simtrix.text.Sentence;

/** The portals: how each is connected, what it lets through, and the tap for its traffic. */
@Controller
@RequestMapping(PortalController.PATH)
class PortalController {

  static final String PATH = "/console/portals";

  private static final String PAUSE = "pausePortal";
  private static final String RECORDINGS = "switchRecordings";

  private final PortalDesk desk;
  private final DeskActions rules;
  private final Actions actions;

  PortalController(PortalDesk desk, DeskActions rules, Actions actions) {
    this.desk = desk;
    this.rules = rules;
    this.actions = actions;
  }

  @GetMapping
  String list(Model model) {
    model.addAttribute("rows", desk.list());
    return "console/portals";
  }

  @AuditedAs(PAUSE)
  @GetMapping("/{id:[0-9]{1,18}}/pause")
  String askPause(
      @PathVariable long id,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    Refused.unless(rules.allows(viewer, PAUSE));
    model.addAttribute("row", row(id));
    return "console/ask-pause" + (htmx == null ? "" : " :: question");
  }

  @AuditedAs(RECORDINGS)
  @GetMapping("/{id:[0-9]{1,18}}/recordings")
  String askRecordings(
      @PathVariable long id,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    Refused.unless(rules.allows(viewer, RECORDINGS));
    model.addAttribute("row", row(id));
    return "console/ask-recordings" + (htmx == null ? "" : " :: question");
  }

  @AuditedAs(RECORDINGS)
  @PostMapping("/{id:[0-9]{1,18}}/recordings")
  String recordings(
      @PathVariable long id,
      @RequestParam boolean allowed,
      @ModelAttribute("shown") Shown shown,
      RedirectAttributes next) {
    actions.perform(
        new Actions.Try(RECORDINGS, next, shown),
        Map.of("id", id),
        Optional.of(Map.of("allowed", allowed)),
        portal -> shown.text("done." + RECORDINGS + "." + allowed, portal.path("host").asText()));
    return "redirect:" + PATH;
  }

  private PortalDesk.Row row(long id) {
    return desk.list().stream()
        .filter(row -> row.id() == id)
        .findFirst()
        .orElseThrow(() -> RefusedRequest.notFound(Sentence.of("refusal.portal.none", id)));
  }

  @AuditedAs(PAUSE)
  @PostMapping("/{id:[0-9]{1,18}}/pause")
  String pause(
      @PathVariable long id, @ModelAttribute("shown") Shown shown, RedirectAttributes next) {
    return act(PAUSE, id, shown, next);
  }

  @AuditedAs("resumePortal")
  @PostMapping("/{id:[0-9]{1,18}}/resume")
  String resume(
      @PathVariable long id, @ModelAttribute("shown") Shown shown, RedirectAttributes next) {
    return act("resumePortal", id, shown, next);
  }

  private String act(String operation, long id, Shown shown, RedirectAttributes next) {
    actions.perform(
        new Actions.Try(operation, next, shown),
        Map.of("id", id),
        Optional.empty(),
        portal -> shown.text("done." + operation, portal.path("host").asText()));
    return "redirect:" + PATH;
  }
}
