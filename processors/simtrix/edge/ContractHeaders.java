package simtrix.edge;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Which headers cross the border between HTTP and a route: inwards the parameters that the
 * operation names and nothing else (no {@code Camel*}, no {@code JMS*}, no field of a form);
 * outwards the few that an answer may have, so that what a route notes for itself stays inside.
 */
@Component
class ContractHeaders implements HeaderFilterStrategy {

  private static final Set<String> ANSWER =
      Set.of(
          "etag",
          "retry-after",
          "allow",
          "location",
          "www-authenticate",
          "cache-control",
          "content-disposition");

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !(exchange.getIn() instanceof PlatformHttpMessage message
        && message.getRequest().getAttribute(Operation.ATTRIBUTE) instanceof Operation operation
        && operation.names(name));
  }

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !ANSWER.contains(name.toLowerCase(Locale.ROOT));
  }
}
