package simtrix.routing.reload;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code GET /actuator/routes}: what runs, since when, from which file, and the last refusal. */
@Component
@Endpoint(id = "routes")
class RoutesEndpoint {

  private final RouteLedger ledger;

  RoutesEndpoint(RouteLedger ledger) {
    this.ledger = ledger;
  }

  @ReadOperation
  public RouteLedger.State report() {
    return ledger.state();
  }
}
