package simtrix.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;
import simtrix.routing.LiveRoutes;

/**
 * Lets every way of an exchange through a route be followed: what the library says on the way is
 * marked with the call too, and the way is a span. A message goes on with the trace that it brings.
 */
@Component
class FollowedRoutes implements RoutePolicyFactory {

  private static final String MARKS = "simtrix-marks";
  private static final String SPAN = "simtrix-span-of-";
  private static final String BROKER = "jms";

  private final Spans spans;

  FollowedRoutes(Spans spans) {
    this.spans = spans;
  }

  @Override
  public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
    return new Followed();
  }

  private final class Followed extends RoutePolicySupport {

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
      FollowedCall call = FollowedCall.of(exchange);
      if (isOutermost(route, exchange)) {
        exchange.setProperty(MARKS, Marks.of(call));
      }
      if (spans.isOn()) {
        boolean fromBroker = isOutermost(route, exchange) && isFromBroker(route);
        Context parent =
            fromBroker
                ? Spans.extract(exchange.getMessage().getHeaders())
                : OpenSpan.around(exchange);
        SpanKind kind = fromBroker ? SpanKind.CONSUMER : SpanKind.INTERNAL;
        Span span = spans.begin(LiveRoutes.idOf(route.getRouteId()), kind, parent, call);
        OpenSpan.push(exchange, span);
        exchange.setProperty(SPAN + route.getRouteId(), span);
      }
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
      if (spans.isOn() && exchange.removeProperty(SPAN + route.getRouteId()) instanceof Span span) {
        OpenSpan.leave(exchange, span);
        spans.end(span, failure(exchange));
      }
      if (isOutermost(route, exchange) && exchange.removeProperty(MARKS) instanceof Marks marks) {
        marks.remove();
      }
    }

    /** What was dealt with inside the route belongs to its story as well. */
    private static Optional<Throwable> failure(Exchange exchange) {
      return Optional.<Throwable>ofNullable(exchange.getException())
          .or(
              () ->
                  Optional.ofNullable(
                      exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
    }

    private static boolean isOutermost(Route route, Exchange exchange) {
      return route.getRouteId().equals(exchange.getFromRouteId());
    }

    private static boolean isFromBroker(Route route) {
      return route.getEndpoint().getEndpointUri().startsWith(BROKER);
    }
  }
}
