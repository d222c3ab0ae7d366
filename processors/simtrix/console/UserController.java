package simtrix.console;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import simtrix.access.AuditedAs;
import simtrix.access.ConsoleUsers;
import simtrix.access.Viewer;
import simtrix.support.DeskActions;

/** Who may use the console. */
@Controller
@RequestMapping("/console/users")
class UserController {

  private final ConsoleUsers desk;
  private final DeskActions rules;
  private final Actions actions;

  UserController(ConsoleUsers desk, DeskActions rules, Actions actions) {
    this.desk = desk;
    this.rules = rules;
    this.actions = actions;
  }

  @AuditedAs("listUsers")
  @GetMapping
  String list(@ModelAttribute("viewer") Viewer viewer, Model model) {
    Refused.unless(rules.allows(viewer, "listUsers"));
    model.addAttribute("users", desk.list());
    return "console/users";
  }

  @AuditedAs("createUser")
  @PostMapping
  String add(
      @RequestParam String username,
      @RequestParam String password,
      @RequestParam String role,
      @ModelAttribute("shown") Shown shown,
      RedirectAttributes next) {
    actions.perform(
        new Actions.Try("createUser", next, shown),
        Map.of(),
        Optional.of(Map.of("username", username.strip(), "password", password, "role", role)),
        user -> shown.text("done.createUser", user.path("username").asText()));
    return "redirect:/console/users";
  }
}
