package simtrix.bitrix24;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.failure.CrmFailure;

/** Asks a portal to tell this server what happens in its CRM (REFERENCE 7.1). */
@Component
public class EventBinding {
  private static final Logger LOG = LoggerFactory.getLogger(EventBinding.class);
  private static final String METHOD = "event.bind";

  private final PortalClient client;

  EventBinding(PortalClient client) {
    this.client = client;
  }

  /**
   * Binds every event that matters, in one request. What is bound already stays so; what cannot be
   * bound is logged, because cached callers also grow old by themselves.
   *
   * @param handler where the portal delivers to
   * @return done when the portal has answered, well or not
   */
  public CompletableFuture<Void> bind(long portal, URI handler) {
    List<Command> commands = new ArrayList<>();
    PortalEventName.RECORDS.forEach(event -> commands.add(command(event, handler)));
    commands.add(command(PortalEventName.UNINSTALL, handler));
    return client.send(portal, Urgency.WRITE, commands).handle((o, e) -> report(portal, o, e));
  }

  private static Command command(String event, URI handler) {
    return new Command(
        event.toLowerCase(Locale.ROOT),
        METHOD,
        Map.of("event", event, "handler", handler.toString()));
  }

  private static Void report(long portal, Map<String, Outcome> outcomes, Throwable failure) {
    if (failure != null) {
      LOG.warn(
          "The events of portal {} could not be bound ({}).", portal, CrmFailure.codeOf(failure));
      return null;
    }
    outcomes.forEach(
        (event, outcome) -> {
          if (outcome instanceof Outcome.Refused refused && !isBound(refused.failure())) {
            LOG.warn(
                "Portal {} does not tell about {} ({}).", portal, event, refused.failure().code());
          }
        });
    LOG.info("The events of portal {} are bound.", portal);
    return null;
  }

  static boolean isBound(CrmFailure failure) {
    String text = (failure.code() + " " + failure.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("already") || text.contains("unable to set event handler");
  }
}
