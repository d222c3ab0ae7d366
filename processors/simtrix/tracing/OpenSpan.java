package simtrix.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * The innermost open span of an exchange, and the one around it. It is never changed, so that a
 * copy of the exchange that goes on in another thread goes on from where it was.
 */
record OpenSpan(Span span, Optional<OpenSpan> outer) {

  private static final String PROPERTY = "simtrix-span";

  /** What a new span of this exchange is inside of. */
  static Context around(Exchange exchange) {
    return of(exchange).map(open -> Context.root().with(open.span())).orElseGet(Context::current);
  }

  static Optional<OpenSpan> of(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty(PROPERTY, OpenSpan.class));
  }

  static void push(Exchange exchange, Span span) {
    exchange.setProperty(PROPERTY, new OpenSpan(span, of(exchange)));
  }

  /** Leaves this span, and those inside that nobody has left. */
  static void leave(Exchange exchange, Span span) {
    Optional<OpenSpan> open = of(exchange);
    while (open.isPresent() && open.get().span() != span) {
      open = open.get().outer();
    }
    open.ifPresent(
        found ->
            found
                .outer()
                .ifPresentOrElse(
                    outer -> exchange.setProperty(PROPERTY, outer),
                    () -> exchange.removeProperty(PROPERTY)));
  }
}
