package simtrix.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import simtrix.access.GivenName;

/** The page where a person logs in; the login itself is Spring Security's. */
@Controller
class LoginController {

  /**
   * @param wait seconds until another try is looked at, after too many wrong ones
   */
  @GetMapping("/console/login")
  String login(
      @RequestParam(required = false) Integer wait,
      @ModelAttribute("shown") Shown shown,
      HttpServletRequest request,
      Model model) {
    model.addAttribute("typed", GivenName.kept(request));
    if (wait != null) {
      model.addAttribute("wait", shown.text("login.wait", shown.seconds(wait)));
    }
    return "console/login";
  }
}
