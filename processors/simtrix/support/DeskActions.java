package simtrix.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.util.StringHelper;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import simtrix.access.AuditTrail;
import simtrix.access.ContractRoles;
import simtrix.access.Viewer;
import simtrix.edge.ContractValidator;
import simtrix.edge.Contracts;
import simtrix.edge.Judgement;
import simtrix.edge.ProblemResponse;
import simtrix.edge.RefusedRequest;
import simtrix.edge.RouteHeaders;
import simtrix.routing.RouteCaller;
import simtrix.text.Sentence;

/**
 * Does for a page of the console what the support API does: the same route, the same role, the same
 * entry in the audit.
 */
@Component
public class DeskActions {

  private final RouteCaller routes;
  private final Contracts contracts;
  private final ContractRoles roles;
  private final ContractValidator validator;
  private final ObjectMapper json;

  DeskActions(
      RouteCaller routes,
      Contracts contracts,
      ContractRoles roles,
      ContractValidator validator,
      ObjectMapper json) {
    this.routes = routes;
    this.contracts = contracts;
    this.roles = roles;
    this.validator = validator;
    this.json = json;
  }

  /**
   * Whether somebody may do it, to show a button or not.
   *
   * @param operation operationId of the contract
   */
  public boolean allows(Viewer viewer, String operation) {
    return roles.allows(viewer, operation);
  }

  /** What somebody can change: the operationIds of the support API that are more than a look. */
  public List<String> changing() {
    return contracts.operations().stream()
        .filter(operation -> operation.changes() && operation.role().isPresent())
        .map(Contracts.Asked::operation)
        .toList();
  }

  /**
   * Does it, as the user of the request that this thread answers.
   *
   * @param operation operationId of the contract
   * @param parameters of path and query by name
   * @param body what the contract wants as JSON
   * @return the answer's body; a JSON null where it has none
   * @throws RefusedRequest with the sentence for the user: 403, and all that the route refuses
   */
  public JsonNode perform(String operation, Map<String, ?> parameters, Optional<?> body) {
    HttpServletRequest request = request();
    AuditTrail.action(request, operation, contracts.path(operation, parameters));
    try {
      return run(request, operation, parameters, body);
    } catch (RefusedRequest refused) {
      AuditTrail.refused(request);
      throw refused;
    }
  }

  private JsonNode run(
      HttpServletRequest request, String operation, Map<String, ?> parameters, Optional<?> body) {
    if (!allows(Viewer.of(request), operation)) {
      throw RefusedRequest.of(HttpStatus.FORBIDDEN, Sentence.of("refusal.role"));
    }
    String text = body.map(this::written).orElse("");
    validator.validate(operation, parameters, text);
    Exchange done =
        routes.call(
            StringHelper.camelCaseToDash(operation),
            exchange -> {
              exchange.getMessage().setBody(text);
              exchange.getMessage().setHeader(RouteHeaders.HTTP_REQUEST, request);
              parameters.forEach(
                  (name, value) -> exchange.getMessage().setHeader(name, String.valueOf(value)));
            });
    if (done.getException() != null) {
      throw Judgement.of(done.getException());
    }
    RefusedRequest refusal = done.getProperty(ProblemResponse.REFUSAL, RefusedRequest.class);
    if (refusal != null) {
      throw refusal;
    }
    JsonNode answer = read(done.getMessage().getBody(String.class));
    int status = done.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
    if (status >= HttpStatus.BAD_REQUEST.value()) {
      // A route that says no by itself, without an exception, has only its English words.
      throw RefusedRequest.of(
          HttpStatus.valueOf(status), Sentence.untranslated(answer.path("detail").asText()));
    }
    return answer;
  }

  private String written(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("This body cannot be written as JSON.", impossible);
    }
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text == null || text.isEmpty() ? "null" : text);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(
          "A route has answered with something else than JSON.", impossible);
    }
  }

  private static HttpServletRequest request() {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here) {
      return here.getRequest();
    }
    throw new IllegalStateException("An action needs the request of somebody who asks for it.");
  }
}
