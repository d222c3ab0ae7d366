package simtrix.routing;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.jms.JmsConsumer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * When the server stops, messages stay in their queues. A route that is edited still does what its
 * consumer has fetched, and that can come up to a second after the consumer was stopped; by then a
 * stopping server has nothing left to do it with.
 */
@Component
class NothingNewAtStop {

  private final CamelContext camel;

  NothingNewAtStop(CamelContext camel) {
    this.camel = camel;
  }

  @EventListener(ContextClosedEvent.class)
  void leaveMessages() throws Exception {
    for (Route route : camel.getRoutes()) {
      if (route.getConsumer() instanceof JmsConsumer consumer) {
        consumer.getListenerContainer().setAcceptMessagesWhileStopping(false);
      }
    }
  }
}
