package simtrix.console;

import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import simtrix.access.Viewer;
import simtrix.call.CallStatus;
import simtrix.support.CallDesk;
import simtrix.support.CallFilter;
import simtrix.support.JournalCall;
import simtrix.support.PageRequest;

/** The journal: which calls came in, what became of them, and where they stand in Bitrix24. */
@Controller
@RequestMapping(CallController.PATH)
class CallController {

  static final String PATH = "/console/calls";

  private final CallDesk desk;
  private final PortalNames portals;

  CallController(CallDesk desk, PortalNames portals) {
    this.desk = desk;
    this.portals = portals;
  }

  @GetMapping
  String list(
      @RequestParam Map<String, String> request,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    Parameters parameters = new Parameters(request);
    CallFilter filter =
        new CallFilter(
            parameters.number("portal"),
            parameters.uuid("device"),
            parameters.text("number"),
            parameters.choice("status", CallStatus.class),
            parameters.from("from", shown.zone()),
            parameters.until("to", shown.zone()));
    var page = desk.list(filter, new PageRequest(parameters.page(), Listing.SIZE), viewer);
    model.addAttribute("fields", parameters.all());
    model.addAttribute("filters", parameters.filters());
    model.addAttribute("statuses", CallStatus.values());
    model.addAttribute("portals", portals.byId());
    var calls = new Listing<>(page, parameters, PATH, shown);
    if (calls.isBeyond()) {
      return "redirect:" + calls.last();
    }
    model.addAttribute("calls", calls);
    return "console/calls";
  }

  @GetMapping("/{id}")
  String call(
      @PathVariable UUID id,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    JournalCall call = desk.detail(id, viewer);
    model.addAttribute("call", call);
    model.addAttribute("story", new Story(shown).of(call.story()));
    model.addAttribute("portal", portals.byId().get(call.portal()));
    return "console/call";
  }
}
