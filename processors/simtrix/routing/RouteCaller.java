package simtrix.routing;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.springframework.stereotype.Component;

/** Calls a route by the id that it has in its YAML file and waits for what comes out. */
@Component
public class RouteCaller {
  private final CamelContext context;
  private final ProducerTemplate template;
  private final LiveRoutes live;

  public RouteCaller(CamelContext context, ProducerTemplate template, LiveRoutes live) {
    this.context = context;
    this.template = template;
    this.live = live;
  }

  /**
   * Sends one exchange through a route.
   *
   * @param routeId {@code id} of the route
   * @param prepare fills the exchange
   * @return the same exchange as it left the route; {@link Exchange#getException} holds what went
   *     wrong there
   * @throws IllegalStateException if there is no such route
   */
  public Exchange call(String routeId, Processor prepare) {
    Route route = context.getRoute(live.running(routeId));
    if (route == null) {
      throw new IllegalStateException(
          "There is no route with the id %s: look for its file in the folder routes."
              .formatted(routeId));
    }
    return template.send(route.getEndpoint(), prepare);
  }
}
