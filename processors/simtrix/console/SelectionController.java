package simtrix.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import simtrix.access.AuditedAs;
import simtrix.access.Viewer;
import simtrix.support.DeadLetterDesk;
import simtrix.support.DeskActions;

/**
 * Many dead letters at once: first the question with what exactly will happen, then the action.
 * With {@code id} it is about those that were ticked, else about all that fit the filter.
 */
@Controller
class SelectionController {

  private static final String RETRY = "/console/dead-letters/retry";
  private static final String ARCHIVE = "/console/dead-letters/archive";
  private static final String JOB = "createRetryJob";
  private static final String ARCHIVE_ONE = "archiveDeadLetter";
  private static final int USUAL_RATE = 10;

  private final DeadLetterDesk desk;
  private final DeskActions rules;
  private final Actions actions;

  SelectionController(DeadLetterDesk desk, DeskActions rules, Actions actions) {
    this.desk = desk;
    this.rules = rules;
    this.actions = actions;
  }

  @AuditedAs(JOB)
  @GetMapping(RETRY)
  String askRetry(
      @RequestParam Map<String, String> request,
      @RequestParam(name = "id", required = false) List<Long> ids,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      HttpServletRequest http,
      Model model) {
    Refused.unless(rules.allows(viewer, JOB));
    LetterQuery query = new LetterQuery(request, shown.zone());
    long many = ids == null ? desk.dead(query.retryable(), viewer) : ids.size();
    Map<String, String> filter = query.asked();
    filter.putIfAbsent("to", shown.now().toString());
    model.addAttribute("many", many);
    model.addAttribute("ids", ids == null ? List.of() : ids);
    model.addAttribute("filter", ids == null ? filter : Map.of());
    model.addAttribute("narrowed", query.filters());
    model.addAttribute("rate", USUAL_RATE);
    model.addAttribute("lasts", Duration.ofSeconds(Math.max(1, many / USUAL_RATE)));
    model.addAttribute("back", query.at(LetterListController.LIST, "id", ""));
    return view("retry", http);
  }

  @AuditedAs(JOB)
  @PostMapping(RETRY)
  String retry(
      @RequestParam Map<String, String> form,
      @RequestParam(name = "id", required = false) List<Long> ids,
      @RequestParam String ratePerSecond,
      @ModelAttribute("shown") Shown shown,
      RedirectAttributes next) {
    Map<String, Object> job = new TreeMap<>();
    job.put("ratePerSecond", Typed.number(ratePerSecond));
    if (ids == null) {
      job.put("filter", filter(form));
    } else {
      job.put("ids", ids);
    }
    return actions
        .perform(
            new Actions.Try(JOB, next, shown),
            Map.of(),
            Optional.of(job),
            made -> shown.count("done.createRetryJob", made.path("total").asLong()))
        .map(made -> "redirect:/console/retry-jobs/" + made.path("id").asLong())
        .orElseGet(() -> "redirect:" + question(form, ids));
  }

  @AuditedAs(ARCHIVE_ONE)
  @GetMapping(ARCHIVE)
  String askArchive(
      @RequestParam(name = "id") List<Long> ids,
      @ModelAttribute("viewer") Viewer viewer,
      HttpServletRequest http,
      Model model) {
    Refused.unless(rules.allows(viewer, ARCHIVE_ONE));
    model.addAttribute("many", (long) ids.size());
    model.addAttribute("ids", ids);
    model.addAttribute("back", LetterListController.LIST);
    return view("archive", http);
  }

  @AuditedAs(ARCHIVE_ONE)
  @PostMapping(ARCHIVE)
  String archive(
      @RequestParam(name = "id") List<Long> ids,
      @ModelAttribute("shown") Shown shown,
      RedirectAttributes next) {
    long done = 0;
    for (long id : ids) {
      Optional<JsonNode> answer =
          actions.perform(
              new Actions.Try(ARCHIVE_ONE, next, shown),
              Map.of("id", id),
              Optional.empty(),
              archived -> "");
      done += answer.isPresent() ? 1 : 0;
    }
    next.addFlashAttribute("done", shown.count("done.archived", done));
    return "redirect:" + LetterListController.LIST;
  }

  private static Map<String, Object> filter(Map<String, String> form) {
    Parameters asked = narrowed(form);
    Map<String, Object> filter = new TreeMap<>(asked.all());
    asked.number("portal").ifPresent(portal -> filter.put("portal", portal));
    return filter;
  }

  private static Parameters narrowed(Map<String, String> form) {
    Map<String, String> filter = new TreeMap<>(form);
    filter.keySet().retainAll(List.of("portal", "category", "group", "q", "from", "to"));
    return new Parameters(filter);
  }

  /** The address of the question that was answered with this form. */
  private static String question(Map<String, String> form, List<Long> ids) {
    return ids == null
        ? narrowed(form).address(RETRY)
        : UriComponentsBuilder.fromPath(RETRY).queryParam("id", ids).toUriString();
  }

  /** In a dialog when the page's script asks, else a page of its own. */
  private static String view(String question, HttpServletRequest http) {
    return http.getHeader("HX-Request") == null
        ? "console/ask-" + question
        : "console/ask-" + question + " :: question";
  }
}
