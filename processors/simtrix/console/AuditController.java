package simtrix.console;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import simtrix.access.Viewer;
import simtrix.audit.AuditFilter;
import simtrix.support.AuditDesk;
import simtrix.support.DeskActions;
import simtrix.support.PageRequest;

/** Who did what, and what was refused. */
@Controller
class AuditController {

  private static final String PATH = "/console/audit";

  /** What the page offers to search for. */
  private static final List<String> ACTIONS =
      List.of(
          "login",
          "retryDeadLetter",
          "editRetryDeadLetter",
          "archiveDeadLetter",
          "restoreDeadLetter",
          "noteDeadLetter",
          "createRetryJob",
          "cancelRetryJob",
          "createPairingCode",
          "renameDevice",
          "revokeDevice",
          "pausePortal",
          "resumePortal",
          "createUser",
          "reportNumber",
          "exportNumber",
          "forgetNumber",
          "logout");

  private final AuditDesk desk;
  private final DeskActions rules;

  AuditController(AuditDesk desk, DeskActions rules) {
    this.desk = desk;
    this.rules = rules;
  }

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
    model.addAttribute("actions", ACTIONS);
    model.addAttribute("fields", parameters.all());
    model.addAttribute("filters", parameters.filters());
    var entries = new Listing<>(page, parameters, PATH, shown);
    if (entries.isBeyond()) {
      return "redirect:" + entries.last();
    }
    model.addAttribute("entries", entries);
    return "console/audit";
  }
}
