package simtrix.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import simtrix.access.Viewer;
import simtrix.support.DeskActions;

/** What every page has around its content. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

  private final MessageSource messages;
  private final Clock clock;
  private final DeskActions actions;
  private final WaitingLetters waiting;

  PageFrame(MessageSource messages, Clock clock, DeskActions actions, WaitingLetters waiting) {
    this.messages = messages;
    this.clock = clock;
    this.actions = actions;
    this.waiting = waiting;
  }

  /**
   * Adds {@code shown}, {@code me}, {@code theme} (light, dark or empty), {@code path} of the page,
   * {@code here} (its address, to which a preference can be added), {@code form} (what was refused
   * on the way here) and {@code waiting} (dead letters).
   */
  @ModelAttribute
  void addTo(Model model, HttpServletRequest request, Locale locale) {
    Viewer viewer = Viewer.of(request);
    String query =
        Optional.ofNullable(request.getQueryString()).map(text -> "?" + text + "&").orElse("?");
    model.addAttribute(
        "shown", new Shown(messages, locale, Preferences.zone(request), clock.instant()));
    model.addAttribute("me", new Reader(viewer, actions));
    model.addAttribute("viewer", viewer);
    model.addAttribute("theme", Preferences.theme(request).orElse(""));
    model.addAttribute("path", request.getRequestURI());
    model.addAttribute("here", request.getRequestURI() + query);
    if (!model.containsAttribute(RefusedForm.NAME)) {
      model.addAttribute(RefusedForm.NAME, RefusedForm.NONE);
    }
    if (!viewer.equals(Viewer.NOBODY)) {
      model.addAttribute("waiting", waiting.count());
    }
  }
}
