package simtrix.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ExchangeHelper;
import org.springframework.boot.test.context.TestComponent;
import simtrix.device.Device;

/** Answers with what reached the route: headers of the message, body, phone. */
@TestComponent("echo")
class Echo implements Processor {

  private final ObjectMapper json = new ObjectMapper();

  @Override
  public void process(Exchange exchange) throws Exception {
    failWhenAsked(exchange.getMessage().getHeader("number", "", String.class));
    ObjectNode seen = json.createObjectNode();
    ObjectNode headers = seen.putObject("headers");
    exchange.getMessage().getHeaders().forEach((name, value) -> headers.put(name, "" + value));
    seen.put("body", exchange.getMessage().getBody(String.class));
    Device device = exchange.getProperty("device", Device.class);
    seen.put("route", ExchangeHelper.getAtRouteId(exchange));
    seen.put("device", device == null ? null : device.id().toString());
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
    exchange.getMessage().setHeader("Leak", "must stay inside");
    exchange.getMessage().setBody(json.writeValueAsString(seen));
  }

  private static void failWhenAsked(String number) throws SQLException {
    switch (number) {
      case "bug" -> throw new IllegalStateException("secret +4915112345678");
      case "database" -> throw new SQLTransientConnectionException("secret pool");
      default -> {}
    }
  }
}
