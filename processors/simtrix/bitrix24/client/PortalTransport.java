package simtrix.bitrix24.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.springframework.stereotype.Component;
import simtrix.bitrix24.FileUpload;
import simtrix.bitrix24.Urgency;
import simtrix.failure.CrmFailure;
import simtrix.routing.CallsRoutes;
import simtrix.routing.RouteCaller;

/** Sends one HTTP request to a portal or its OAuth server, through the route for it. */
@Component
@CallsRoutes({"portal-request", "portal-upload"})
public class PortalTransport {
  private static final String ROUTE = "portal-request";
  private static final String UPLOAD_ROUTE = "portal-upload";
  private static final String URGENCY = "urgency";

  private final RouteCaller routes;
  private final ObjectMapper json;

  PortalTransport(RouteCaller routes, ObjectMapper json) {
    this.routes = routes;
    this.json = json;
  }

  /**
   * Posts JSON.
   *
   * @param body maps, lists and plain values
   * @throws CrmFailure if no answer came
   */
  PortalReply post(URI address, Map<String, ?> body, Urgency urgency) {
    return send("POST", address, Optional.of(written(body)), urgency);
  }

  /**
   * Asks without a body, and waits as long as for a write.
   *
   * @throws CrmFailure if no answer came
   */
  PortalReply get(URI address) {
    return send("GET", address, Optional.empty(), Urgency.WRITE);
  }

  /**
   * Posts a file as a form (RFC 7578); it is read while it is sent.
   *
   * @throws CrmFailure if no answer came
   */
  PortalReply upload(FileUpload upload) {
    HttpEntity form =
        MultipartEntityBuilder.create()
            .setMode(HttpMultipartMode.EXTENDED)
            .addBinaryBody(
                upload.field(),
                upload.file().toFile(),
                ContentType.APPLICATION_OCTET_STREAM,
                upload.name())
            .build();
    return answer(
        routes.call(
            UPLOAD_ROUTE,
            request -> {
              request.getMessage().setBody(form);
              address(request.getMessage(), "POST", upload.address());
            }));
  }

  private PortalReply send(String method, URI address, Optional<byte[]> body, Urgency urgency) {
    Exchange exchange =
        routes.call(
            ROUTE,
            request -> {
              request.setProperty(URGENCY, urgency.name());
              request.getMessage().setBody(body.orElse(null));
              address(request.getMessage(), method, address);
            });
    return answer(exchange);
  }

  private static void address(Message request, String method, URI address) {
    request.setHeader(Exchange.HTTP_METHOD, method);
    request.setHeader(Exchange.HTTP_URI, withoutQuery(address));
    Optional.ofNullable(address.getRawQuery())
        .ifPresent(query -> request.setHeader(Exchange.HTTP_RAW_QUERY, query));
  }

  private static PortalReply answer(Exchange exchange) {
    if (exchange.getException() != null) {
      throw FailureJudge.noAnswer(exchange.getException());
    }
    Message answer = exchange.getMessage();
    return new PortalReply(
        answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
        Optional.ofNullable(answer.getHeader("Location", String.class)),
        Optional.ofNullable(answer.getBody(byte[].class)).orElse(new byte[0]));
  }

  private static String withoutQuery(URI address) {
    return address.toString().replaceFirst("\\?.*$", "");
  }

  private byte[] written(Map<String, ?> body) {
    try {
      return json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The parameters cannot be written as JSON.", e);
    }
  }
}
