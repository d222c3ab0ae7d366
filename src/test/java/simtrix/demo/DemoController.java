package simtrix.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import simtrix.sandbox.DemoData;
import simtrix.sandbox.Sandbox;

/** What the page cannot learn from the server's own APIs: the sandbox, and when retries are due. */
@RestController
@RequestMapping("/demo/api")
@Profile(DemoApplication.PROFILE)
class DemoController {

  /** Somebody who may call. */
  record Caller(String name, String number, CrmView.Owner owner) {}

  /**
   * @param callers who stands in the CRM
   * @param unknown a number that does not
   */
  record Begin(DemoStart.Session session, List<Caller> callers, String unknown) {}

  /**
   * @param owner of the number that was asked for
   * @param unknown a number that nobody has
   */
  record Watch(
      PortalMood mood,
      Traffic.Numbers traffic,
      Optional<CrmView.Owner> owner,
      List<CrmView.Entry> timeline,
      List<CrmView.Lead> leads,
      String unknown,
      List<Retries.Waiting> retries) {}

  record Switch(PortalMood mood) {}

  private final DemoStart start;
  private final DemoData data;
  private final Sandbox sandbox;
  private final CrmView crm;
  private final Traffic traffic;
  private final Retries retries;
  private final AtomicReference<PortalMood> mood = new AtomicReference<>(PortalMood.NORMAL);

  DemoController(
      DemoStart start,
      DemoData data,
      Sandbox sandbox,
      CrmView crm,
      Traffic traffic,
      Retries retries) {
    this.start = start;
    this.data = data;
    this.sandbox = sandbox;
    this.crm = crm;
    this.traffic = traffic;
    this.retries = retries;
  }

  @GetMapping("/session")
  Begin session() {
    List<Caller> callers =
        data.callers().stream()
            .filter(known -> !known.number().equals(CrmView.UNKNOWN))
            .flatMap(
                known ->
                    crm
                        .owner(known.number())
                        .map(owner -> new Caller(known.name(), known.number(), owner))
                        .stream())
            .toList();
    return new Begin(start.session(), callers, crm.unknownNumber());
  }

  /** All that moves, once a second. */
  @GetMapping("/watch")
  Watch watch(@RequestParam(defaultValue = "") String number) {
    Optional<CrmView.Owner> owner = crm.owner(number);
    return new Watch(
        mood.get(),
        traffic.numbers(),
        owner,
        owner.map(crm::timeline).orElse(List.of()),
        crm.newestLeads(),
        crm.unknownNumber(),
        retries.next());
  }

  @PutMapping(path = "/mood", consumes = MediaType.APPLICATION_JSON_VALUE)
  Switch mood(@RequestBody Switch wanted) {
    wanted.mood().takeHold(sandbox);
    mood.set(wanted.mood());
    return wanted;
  }

  @ExceptionHandler(IllegalStateException.class)
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  Map<String, String> notYet(IllegalStateException reason) {
    return Map.of("detail", reason.getMessage());
  }
}
