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
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;
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
  private static final String ARCHIVE_MANY = "archiveDeadLetters";
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
    long many = addChosen(request, ids, shown, viewer, model);
    model.addAttribute("rate", USUAL_RATE);
    model.addAttribute("lasts", Duration.ofSeconds(Math.max(1, many / USUAL_RATE)));
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
    Map<String, Object> job = chosen(form, ids);
    job.put("ratePerSecond", Typed.number(ratePerSecond));
    return actions
        .perform(
            new Actions.Try(JOB, next, shown),
            Map.of(),
            Optional.of(job),
            made -> shown.count("done.createRetryJob", made.path("total").asLong()))
        .map(made -> "redirect:/console/retry-jobs/" + made.path("id").asLong())
        .orElseGet(() -> "redirect:" + question(form, ids));
  }

  /** Never about everything: a form without a tick is a slip. */
  @AuditedAs(ARCHIVE_MANY)
  @GetMapping(ARCHIVE)
  String askArchive(
      @RequestParam Map<String, String> request,
      @RequestParam(name = "id", required = false) List<Long> ids,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      HttpServletRequest http,
      Model model) {
    Refused.unless(rules.allows(viewer, ARCHIVE_MANY));
    if (ids == null && !new Parameters(request).filters()) {
      throw RefusedRequest.invalid(FieldError.of("ids", "refusal.job.no-ids"));
    }
    addChosen(request, ids, shown, viewer, model);
    return view("archive", http);
  }

  @AuditedAs(ARCHIVE_MANY)
  @PostMapping(ARCHIVE)
  String archive(
      @RequestParam Map<String, String> form,
      @RequestParam(name = "id", required = false) List<Long> ids,
      @ModelAttribute("shown") Shown shown,
      RedirectAttributes next) {
    actions.perform(
        new Actions.Try(ARCHIVE_MANY, next, shown),
        Map.of(),
        Optional.of(chosen(form, ids)),
        answer -> archived(answer, shown));
    return "redirect:" + LetterListController.LIST;
  }

  private static String archived(JsonNode answer, Shown shown) {
    String archived = shown.count("done.archived", answer.path("archived").asLong());
    long left = answer.path("left").asLong();
    return left == 0
        ? archived
        : archived + " " + shown.text("done.archived.left", shown.number(left));
  }

  /** What the question is about: those that were ticked, else all that fit the filter now. */
  private long addChosen(
      Map<String, String> request, List<Long> ids, Shown shown, Viewer viewer, Model model) {
    LetterQuery query = new LetterQuery(request, shown.zone());
    long many = ids == null ? desk.dead(query.retryable(), viewer) : ids.size();
    Map<String, String> filter = query.asked();
    filter.putIfAbsent("to", shown.now().toString());
    model.addAttribute("many", many);
    model.addAttribute("ids", ids == null ? List.of() : ids);
    model.addAttribute("filter", ids == null ? filter : Map.of());
    model.addAttribute("which", ids != null ? "ids" : query.filters() ? "filter" : "all");
    model.addAttribute("back", query.at(LetterListController.LIST, "id", ""));
    return many;
  }

  private static Map<String, Object> chosen(Map<String, String> form, List<Long> ids) {
    return new TreeMap<>(ids == null ? Map.of("filter", filter(form)) : Map.of("ids", ids));
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
