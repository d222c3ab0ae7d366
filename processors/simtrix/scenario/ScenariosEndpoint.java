package simtrix.scenario;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code /actuator/scenarios}: which rules are in force, since when, and what was refused. */
@Component
@Endpoint(id = "scenarios")
class ScenariosEndpoint {

  /**
   * @param unknownPortals portals that the file names and that are not connected
   */
  record Report(Scenarios.State state, Set<String> unknownPortals) {}

  private final Scenarios scenarios;

  ScenariosEndpoint(Scenarios scenarios) {
    this.scenarios = scenarios;
  }

  @ReadOperation
  public Report report() {
    return new Report(scenarios.state(), scenarios.unknownPortals());
  }
}
