package simtrix.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import simtrix.access.AuditedAs;
import simtrix.access.Viewer;
import simtrix.edge.RefusedRequest;
import simtrix.support.DeskActions;

/**
 * What is kept about a telephone number: how much, all of it, and none of it any more. The number
 * travels in forms alone, never in an address.
 */
@Controller
@RequestMapping(PrivacyController.PATH)
class PrivacyController {

  static final String PATH = "/console/privacy";

  private static final String REPORT = "reportNumber";
  private static final String FORGET = "forgetNumber";
  private static final String TO_PAGE = "redirect:" + PATH;

  /** In the order in which they are shown. */
  private static final List<String> COUNTS =
      List.of(
          "calls",
          "pending",
          "attempts",
          "deadLetters",
          "recordings",
          "mentions",
          "lines",
          "cachedCards");

  private final DeskActions desk;
  private final Actions actions;
  private final ObjectMapper json;

  PrivacyController(DeskActions desk, Actions actions, ObjectMapper json) {
    this.desk = desk;
    this.actions = actions;
    this.json = json;
  }

  @AuditedAs(REPORT)
  @GetMapping
  String page(@ModelAttribute("viewer") Viewer viewer) {
    Refused.unless(desk.allows(viewer, REPORT));
    return "console/privacy";
  }

  @AuditedAs(REPORT)
  @PostMapping
  String report(
      @RequestParam String number,
      @ModelAttribute("shown") Shown shown,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("typed", number.strip());
    try {
      JsonNode report = desk.perform(REPORT, Map.of(), body(number));
      model.addAttribute("number", report.path("number").asText());
      model.addAttribute("counts", counts(report));
      model.addAttribute("nothing", counts(report).values().stream().allMatch(n -> n == 0));
    } catch (RefusedRequest refused) {
      if (refused.status() != HttpStatus.BAD_REQUEST) {
        throw refused;
      }
      model.addAttribute("refused", RefusedForm.sentences(refused, request, shown));
      model.addAttribute(RefusedForm.NAME, RefusedForm.of(request, refused, shown));
    }
    return "console/privacy";
  }

  @AuditedAs("exportNumber")
  @PostMapping("/export")
  ResponseEntity<byte[]> export(@RequestParam String number) throws JsonProcessingException {
    JsonNode all = desk.perform("exportNumber", Map.of(), body(number));
    ContentDisposition attachment =
        ContentDisposition.attachment().filename("simtrix-export.json").build();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
  }

  @AuditedAs("askForgetNumber")
  @PostMapping("/ask")
  String ask(
      @RequestParam String number,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    Refused.unless(desk.allows(viewer, FORGET));
    model.addAttribute("number", number.strip());
    return "console/ask-forget" + (htmx == null ? "" : " :: question");
  }

  /** A preference that is changed on the question leads back to the page. */
  @GetMapping({"/ask", "/export", "/forget"})
  String back() {
    return TO_PAGE;
  }

  @AuditedAs(FORGET)
  @PostMapping("/forget")
  String forget(
      @RequestParam String number, @ModelAttribute("shown") Shown shown, RedirectAttributes next) {
    actions.perform(
        new Actions.Try(FORGET, next, shown), Map.of(), body(number), done -> said(shown, done));
    return TO_PAGE;
  }

  private static String said(Shown shown, JsonNode done) {
    int pending = done.path("pendingTotal").asInt();
    String forgotten = shown.count("done.forgetNumber", done.path("forgotten").asInt());
    return pending == 0
        ? forgotten
        : forgotten + " " + shown.count("done.forgetNumber.pending", pending);
  }

  private static Map<String, Integer> counts(JsonNode report) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    COUNTS.forEach(what -> counts.put(what, report.path(what).asInt()));
    return counts;
  }

  private static Optional<Map<String, String>> body(String number) {
    return Optional.of(Map.of("number", number.strip()));
  }
}
