package simtrix.console;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import simtrix.access.Viewer;
import simtrix.deadletter.LetterGroup;
import simtrix.failure.Category;
import simtrix.support.DeadLetterDesk;
import simtrix.support.PageRequest;

/** The dead letters by what went wrong, and one by one. */
@Controller
class LetterListController {

  static final String GROUPS = "/console/dead-letters";
  static final String LIST = GROUPS + "/list";

  /** The same letters as a file, through the support API. */
  private static final String CSV = "/support/api/v1/dead-letters.csv";

  private final DeadLetterDesk desk;
  private final PortalNames portals;

  LetterListController(DeadLetterDesk desk, PortalNames portals) {
    this.desk = desk;
    this.portals = portals;
  }

  @GetMapping(GROUPS)
  String groups(
      @RequestParam Map<String, String> request,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    LetterQuery query = new LetterQuery(request, shown.zone());
    addFilter(query, viewer, model);
    model.addAttribute("groups", desk.groups(query.filter(), viewer));
    return "console/letter-groups";
  }

  @GetMapping(LIST)
  String list(
      @RequestParam Map<String, String> request,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    LetterQuery query = new LetterQuery(request, shown.zone());
    addFilter(query, viewer, model);
    var page =
        desk.list(query.filter(), new PageRequest(query.parameters().page(), Listing.SIZE), viewer);
    var letters = new Listing<>(page, query.parameters(), LIST, shown);
    if (letters.isBeyond()) {
      return "redirect:" + letters.last();
    }
    model.addAttribute("letters", letters);
    model.addAttribute("group", group(query, viewer));
    return "console/letter-list";
  }

  private void addFilter(LetterQuery query, Viewer viewer, Model model) {
    model.addAttribute("query", query);
    model.addAttribute("dead", desk.dead(query.retryable(), viewer));
    model.addAttribute("categories", Category.values());
    model.addAttribute("states", LetterQuery.STATES);
    model.addAttribute("portals", portals.byId());
    model.addAttribute("csv", query.api(CSV));
  }

  /** The group that the list is narrowed to. */
  private Optional<LetterGroup> group(LetterQuery query, Viewer viewer) {
    return query.filter().group().isEmpty()
        ? Optional.empty()
        : desk.groups(query.filter(), viewer).stream().findFirst();
  }
}
