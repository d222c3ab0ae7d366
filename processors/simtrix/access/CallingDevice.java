package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import simtrix.device.Device;
import simtrix.edge.RefusedRequest;
import simtrix.edge.RouteHeaders;

/**
 * Puts the phone that asks into the exchange property {@value #PROPERTY}, as a {@link Device}. Only
 * for routes that a request has come to.
 */
@Component
public class CallingDevice implements Processor {

  public static final String PROPERTY = "device";

  /**
   * @throws RefusedRequest 401 when the request did not come from a phone
   */
  @Override
  public void process(Exchange exchange) {
    HttpServletRequest request =
        exchange.getMessage().getHeader(RouteHeaders.HTTP_REQUEST, HttpServletRequest.class);
    if (request != null
        && request.getAttribute(CallingDeviceFilter.ATTRIBUTE) instanceof Device device) {
      exchange.setProperty(PROPERTY, device);
    } else {
      throw RefusedRequest.of(
          HttpStatus.UNAUTHORIZED, "Only a paired phone may ask this; send its token.");
    }
  }
}
