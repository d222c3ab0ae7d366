package simtrix.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import simtrix.access.Role;
import simtrix.access.Viewer;
import simtrix.call.CallStatus;
import simtrix.deadletter.LetterFilter;
import simtrix.mending.RetryJob;
import simtrix.mending.RetryJobs;
import simtrix.scenario.Scenarios;
import simtrix.support.DeadLetterDesk;
import simtrix.support.DeviceDesk;
import simtrix.support.OverviewDesk;
import simtrix.support.PortalDesk;

/** How things are, and who needs somebody. */
@Controller
class OverviewController {

  private static final int GROUPS = 5;
  private static final int BAR = 1000;
  private static final List<String> NEED_SOMEBODY =
      List.of("AUTH_LOST", "UNREACHABLE", "PAUSED", "UNINSTALLED");

  /**
   * One state in the sum of all accepted calls.
   *
   * @param x where its part of the bar begins, in thousandths
   */
  public record Share(String status, long calls, double x, double width) {}

  private final OverviewDesk desk;
  private final DeadLetterDesk letters;
  private final PortalDesk portals;
  private final DeviceDesk devices;
  private final RetryJobs jobs;
  private final Scenarios scenarios;

  OverviewController(
      OverviewDesk desk,
      DeadLetterDesk letters,
      PortalDesk portals,
      DeviceDesk devices,
      RetryJobs jobs,
      Scenarios scenarios) {
    this.scenarios = scenarios;
    this.desk = desk;
    this.letters = letters;
    this.portals = portals;
    this.devices = devices;
    this.jobs = jobs;
  }

  @GetMapping("/console")
  String overview(
      @RequestParam(defaultValue = "hours") String span,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    OverviewDesk.Overview now = desk.overview(Optional.empty());
    boolean hours = !span.equals("days");
    var rows = portals.list();
    model.addAttribute("accepted", now.counts().getOrDefault("accepted", 0L));
    var shares = shares(now.counts());
    model.addAttribute("shares", shares);
    model.addAttribute(
        "addsUp",
        shares.stream().mapToLong(Share::calls).sum() == now.counts().getOrDefault("accepted", 0L));
    model.addAttribute("hours", hours);
    model.addAttribute("chart", FailureChart.of(hours ? now.hours() : now.days(), hours, shown));
    model.addAttribute("oldest", now.oldestWaiting());
    model.addAttribute("portals", rows);
    model.addAttribute(
        "troubled", rows.stream().filter(row -> NEED_SOMEBODY.contains(row.status())).toList());
    model.addAttribute("silent", devices.list().stream().filter(this::needsHelp).toList());
    model.addAttribute(
        "running",
        jobs.last().stream().filter(job -> job.state() == RetryJob.State.RUNNING).toList());
    model.addAttribute(
        "groups",
        letters.groups(LetterFilter.of(Map.of()), viewer).stream().limit(GROUPS).toList());
    model.addAttribute("rules", scenarios.state());
    model.addAttribute("seesRules", viewer.may(Role.OPERATOR));
    return "console/overview";
  }

  private boolean needsHelp(DeviceDesk.Row row) {
    return !row.health().isEmpty();
  }

  private static List<Share> shares(Map<String, Long> counts) {
    long accepted = Math.max(1, counts.getOrDefault("accepted", 0L));
    var shares = new ArrayList<Share>();
    double x = 0;
    for (CallStatus status : CallStatus.OF_ENDED_CALLS) {
      long calls = counts.getOrDefault(status.name(), 0L);
      double width = (double) calls * BAR / accepted;
      shares.add(new Share(status.name(), calls, x, width));
      x += width;
    }
    return shares;
  }
}
