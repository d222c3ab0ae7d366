package simtrix.access;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import simtrix.edge.RefusedRequest;
import simtrix.edge.RouteHeaders;

/**
 * Puts the person who asks into the exchange property {@value #PROPERTY}, as a {@link Viewer}. Only
 * for routes that a request has come to.
 */
@Component
public class CallingViewer implements Processor {

  public static final String PROPERTY = "viewer";

  /**
   * @throws RefusedRequest 401 when the request did not come from a console user
   */
  @Override
  public void process(Exchange exchange) {
    HttpServletRequest request =
        exchange.getMessage().getHeader(RouteHeaders.HTTP_REQUEST, HttpServletRequest.class);
    if (request == null) {
      throw nobody();
    }
    exchange.setProperty(PROPERTY, Viewer.known(request).orElseThrow(CallingViewer::nobody));
  }

  private static RefusedRequest nobody() {
    return RefusedRequest.of(
        HttpStatus.UNAUTHORIZED, "Only a user of the console may ask this; log in.");
  }
}
