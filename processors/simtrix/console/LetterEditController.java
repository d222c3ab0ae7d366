package simtrix.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import simtrix.access.AuditedAs;
import simtrix.access.Viewer;
import simtrix.mending.LetterPayload.EditableField;
import simtrix.support.DeadLetterDesk;
import simtrix.support.DeskActions;

/** Puts a call right and tries it again as a copy: only the fields that may change (DESIGN 7). */
@Controller
@RequestMapping("/console/dead-letters/{id:[0-9]{1,18}}/edit")
class LetterEditController {

  private static final String OPERATION = "editRetryDeadLetter";
  private static final Set<String> IDS = Set.of("userId", "entityId", "dealId");

  private final DeadLetterDesk desk;
  private final DeskActions rules;
  private final Actions actions;

  LetterEditController(DeadLetterDesk desk, DeskActions rules, Actions actions) {
    this.desk = desk;
    this.rules = rules;
    this.actions = actions;
  }

  @AuditedAs(OPERATION)
  @GetMapping
  String form(@PathVariable long id, @ModelAttribute("viewer") Viewer viewer, Model model) {
    Refused.unless(rules.allows(viewer, OPERATION));
    DeadLetterDesk.Detail detail = desk.detail(id, viewer);
    model.addAttribute("detail", detail);
    model.addAttribute("letter", detail.letter());
    return "console/letter-edit";
  }

  @AuditedAs(OPERATION)
  @PostMapping
  String retry(
      @PathVariable long id,
      @RequestParam Map<String, String> form,
      @ModelAttribute("shown") Shown shown,
      @ModelAttribute("viewer") Viewer viewer,
      RedirectAttributes next) {
    List<EditableField> fields = desk.detail(id, viewer).editable();
    Optional<JsonNode> answer =
        actions.perform(
            new Actions.Try(OPERATION, next, shown),
            Map.of("id", id),
            Optional.of(Map.of("payload", changed(fields, form))),
            done -> shown.text("done." + OPERATION, String.valueOf(id)));
    return "redirect:/console/dead-letters/"
        + answer
            .map(copy -> String.valueOf(copy.path("id").asLong()))
            .orElseGet(() -> id + "/edit");
  }

  /** The fields that the person has written something else into; an emptied one is null. */
  private static Map<String, Object> changed(List<EditableField> fields, Map<String, String> form) {
    Map<String, Object> payload = new TreeMap<>();
    for (EditableField field : fields) {
      String before = field.value().asText("");
      String typed = form.getOrDefault(field.field(), before).strip();
      if (!typed.equals(before)) {
        payload.put(field.field(), value(field.field(), typed));
      }
    }
    return payload;
  }

  private static Object value(String field, String typed) {
    if (typed.isEmpty()) {
      return NullNode.getInstance();
    }
    return IDS.contains(field) ? Typed.id(typed) : typed;
  }
}
