package simtrix.console;

import java.text.Collator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import simtrix.access.AuditedAs;
import simtrix.access.Viewer;
import simtrix.audit.AuditFilter;
import simtrix.support.AuditDesk;
import simtrix.support.DeskActions;
import simtrix.support.PageRequest;

/** Who did what, and what was refused. */
@Controller
class AuditController {

  private static final String PATH = "/console/audit";

  private final AuditDesk desk;
  private final DeskActions rules;

  AuditController(AuditDesk desk, DeskActions rules) {
    this.desk = desk;
    this.rules = rules;
  }

  @AuditedAs("listAudit")
  @GetMapping(PATH)
  String list(
      @RequestParam Map<String, String> request,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    Refused.unless(rules.allows(viewer, "listAudit"));
    Parameters parameters = new Parameters(request);
    AuditFilter filter =
        new AuditFilter(
            parameters.text("user"),
            parameters.text("action"),
            parameters.text("allowed").map(Boolean::valueOf),
            parameters.from("from", shown.zone()),
            parameters.until("to", shown.zone()));
    var page = desk.list(filter, new PageRequest(parameters.page(), Listing.SIZE));
    model.addAttribute("actions", actions(shown));
    model.addAttribute("fields", parameters.all());
    model.addAttribute("filters", parameters.filters());
    var entries = new Listing<>(page, parameters, PATH, shown);
    if (entries.isBeyond()) {
      return "redirect:" + entries.last();
    }
    model.addAttribute("entries", entries);
    return "console/audit";
  }

  /** What the page offers to search for: word by action, in the order of the words. */
  private Map<String, String> actions(Shown shown) {
    return Stream.concat(Stream.of("login", "logout"), rules.changing().stream())
        .sorted(Comparator.comparing(shown::action, Collator.getInstance(shown.locale())))
        .collect(
            Collectors.toMap(
                Function.identity(), shown::action, (one, same) -> one, LinkedHashMap::new));
  }
}
