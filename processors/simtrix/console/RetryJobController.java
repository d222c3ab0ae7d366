package simtrix.console;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import simtrix.access.AuditedAs;
import simtrix.mending.RetryJob;
import simtrix.mending.RetryJobs;

/** Retries of many: the last ten, one with its progress, and the way to stop it. */
@Controller
@RequestMapping("/console/retry-jobs")
class RetryJobController {

  private final RetryJobs desk;
  private final Actions actions;

  RetryJobController(RetryJobs desk, Actions actions) {
    this.desk = desk;
    this.actions = actions;
  }

  @GetMapping
  String last(Model model) {
    model.addAttribute("jobs", desk.last());
    return "console/jobs";
  }

  @GetMapping("/{id:[0-9]{1,18}}")
  String one(@PathVariable long id, Model model) {
    addJob(id, model);
    return "console/job";
  }

  /** The part of the page that changes, for the page itself to ask again and again. */
  @GetMapping("/{id:[0-9]{1,18}}/progress")
  String progress(@PathVariable long id, Model model) {
    addJob(id, model);
    return "console/job :: advance";
  }

  @AuditedAs("cancelRetryJob")
  @PostMapping("/{id:[0-9]{1,18}}/cancel")
  String cancel(
      @PathVariable long id, @ModelAttribute("shown") Shown shown, RedirectAttributes next) {
    actions.perform(
        new Actions.Try("cancelRetryJob", next, shown),
        Map.of("id", id),
        Optional.empty(),
        job -> shown.text("done.cancelRetryJob"));
    return "redirect:/console/retry-jobs/" + id;
  }

  private void addJob(long id, Model model) {
    RetryJob job = desk.one(id);
    model.addAttribute("job", job);
    model.addAttribute("running", job.state() == RetryJob.State.RUNNING);
    model.addAttribute(
        "left",
        Duration.ofSeconds(Math.round(job.remaining() / job.ratePerSecond().doubleValue()) + 1));
  }
}
