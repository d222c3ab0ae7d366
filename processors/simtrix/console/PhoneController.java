package simtrix.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import simtrix.access.AuditedAs;
import simtrix.access.Viewer;
import simtrix.device.PhoneHealth;
import simtrix.edge.PublicAddress;
import simtrix.edge.RefusedRequest;
import simtrix.phoneapp.PhoneApp;
import simtrix.support.DeskActions;
import simtrix.support.DeviceDesk;
import simtrix.text.Sentence;

/** The phones: how each is, and how a new one comes in. */
@Controller
@RequestMapping(PhoneController.PATH)
class PhoneController {

  static final String PATH = "/console/phones";

  private static final String PAIR = "createPairingCode";
  private static final String REVOKE = "revokeDevice";
  private static final String BACK = "redirect:" + PATH;

  private final DeviceDesk desk;
  private final DeskActions rules;
  private final Actions actions;
  private final PortalNames portals;
  private final PhoneApp app;
  private final PublicAddress address;

  PhoneController(
      DeviceDesk desk,
      DeskActions rules,
      Actions actions,
      PortalNames portals,
      PhoneApp app,
      PublicAddress address) {
    this.app = app;
    this.address = address;
    this.desk = desk;
    this.rules = rules;
    this.actions = actions;
    this.portals = portals;
  }

  @GetMapping
  String list(Model model) {
    var rows = desk.list();
    model.addAttribute(
        "phones",
        rows.stream()
            .filter(row -> row.device().revokedAt().isEmpty())
            .sorted(Comparator.comparingInt(PhoneController::urgency))
            .toList());
    model.addAttribute(
        "revoked", rows.stream().filter(row -> row.device().revokedAt().isPresent()).toList());
    return "console/phones";
  }

  /** Phones that need somebody first, by the worst that is wrong; the others as they came. */
  private static int urgency(DeviceDesk.Row row) {
    return row.health().stream()
        .mapToInt(Enum::ordinal)
        .min()
        .orElse(PhoneHealth.Trouble.values().length);
  }

  @AuditedAs(PAIR)
  @GetMapping("/pair")
  String pairing(@ModelAttribute("viewer") Viewer viewer, HttpServletRequest request, Model model) {
    Refused.unless(rules.allows(viewer, PAIR));
    model.addAttribute("portals", portals.byId());
    model.addAttribute(
        "app",
        app.offer()
            .map(offer -> Download.of(offer, address.seenBy(request) + PhoneApp.PATH))
            .orElse(null));
    return "console/phone-pair";
  }

  /** The code is in the answer to the form alone: no address leads to it a second time. */
  @AuditedAs(PAIR)
  @PostMapping("/pair")
  String pair(
      @RequestParam String portal,
      @RequestParam String userId,
      @RequestParam String name,
      @ModelAttribute("shown") Shown shown,
      RedirectAttributes next) {
    Optional<JsonNode> code =
        actions.perform(
            new Actions.Try(PAIR, next, shown),
            Map.of(),
            Optional.of(Map.of("portal", portal, "userId", Typed.id(userId), "name", name.strip())),
            made -> shown.text("done." + PAIR));
    code.ifPresent(made -> next.addFlashAttribute("code", PairingSheet.of(made, name.strip())));
    return BACK + "/pair";
  }

  /** What is shown once, to be scanned or typed. */
  public record PairingSheet(String code, Instant expiresAt, String uri, String name, QrCode qr)
      implements Serializable {

    static PairingSheet of(JsonNode made, String name) {
      String uri = made.path("uri").asText();
      return new PairingSheet(
          made.path("code").asText(),
          Instant.parse(made.path("expiresAt").asText()),
          uri,
          name,
          QrCode.of(uri));
    }
  }

  /** Where the phone app is to be had, and how its user can tell that it is the right one. */
  public record Download(String address, long kilobytes, String sha256, QrCode qr) {

    static Download of(PhoneApp.Offer offer, String address) {
      return new Download(address, offer.bytes() / 1000, offer.sha256(), QrCode.of(address));
    }
  }

  @AuditedAs("renameDevice")
  @PostMapping("/{id}/rename")
  String rename(
      @PathVariable UUID id,
      @RequestParam String name,
      @ModelAttribute("shown") Shown shown,
      RedirectAttributes next) {
    actions.perform(
        new Actions.Try("renameDevice", next, shown),
        Map.of("id", id),
        Optional.of(Map.of("name", name.strip())),
        phone -> shown.text("done.renameDevice", phone.path("name").asText()));
    return BACK;
  }

  @AuditedAs(REVOKE)
  @GetMapping("/{id}/revoke")
  String askRevoke(
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", required = false) String htmx,
      @ModelAttribute("viewer") Viewer viewer,
      Model model) {
    Refused.unless(rules.allows(viewer, REVOKE));
    model.addAttribute(
        "phone",
        desk.list().stream()
            .filter(row -> row.device().id().equals(id))
            .findFirst()
            .orElseThrow(() -> RefusedRequest.notFound(Sentence.of("refusal.phone.none"))));
    return "console/ask-revoke" + (htmx == null ? "" : " :: question");
  }

  @AuditedAs(REVOKE)
  @PostMapping("/{id}/revoke")
  String revoke(
      @PathVariable UUID id, @ModelAttribute("shown") Shown shown, RedirectAttributes next) {
    actions.perform(
        new Actions.Try(REVOKE, next, shown),
        Map.of("id", id),
        Optional.empty(),
        phone -> shown.text("done.revokeDevice", phone.path("name").asText()));
    return BACK;
  }
}
