package simtrix.bitrix24;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A method call that a route has put together itself, beyond what the writers here do. */
@Component
public class RouteCommand {

  private static final String NAME = "own";

  private final PortalClient client;

  RouteCommand(PortalClient client) {
    this.client = client;
  }

  /**
   * Has it done. After an end that says nothing it is done again, so it has to be one that may be
   * repeated.
   *
   * @param origin the call that it belongs to
   * @param method as {@code crm.contact.update}
   * @throws simtrix.failure.CrmFailure when the portal refused or did not answer
   */
  public void send(long portal, Origin origin, String method, Map<String, Object> params) {
    Command command = new Command(NAME, method, params);
    new Answers(CallWriter.once(client, portal, origin, List.of(command))).required(NAME);
  }
}
