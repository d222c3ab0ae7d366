package simtrix.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import simtrix.edge.Problem.FieldError;

/**
 * Holds bodies and parameters against the contract. The gate does so for every request; a route may
 * do it for what comes from elsewhere.
 */
@Component
public class ContractValidator {

  private final Contracts contracts;

  ContractValidator(Contracts contracts) {
    this.contracts = contracts;
  }

  /**
   * @param body JSON text
   * @param schema a name under {@code components/schemas} of a contract, as {@code CallEvent}
   * @throws RefusedRequest 400 with one entry for each field that does not fit
   */
  public void validate(String body, String schema) {
    validate(
        body,
        contracts.all().stream()
            .flatMap(contract -> contract.schema(schema).stream())
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("No contract has the schema " + schema + ".")));
  }

  /**
   * Holds what asks for an operation from inside the server against the contract, as the gate does
   * for requests.
   *
   * @param operation its operationId
   * @param parameters of path and query by name
   * @param body JSON text; empty where there is none
   * @throws RefusedRequest 400 with one entry for each field that does not fit
   */
  public void validate(String operation, Map<String, ?> parameters, String body) {
    Operation asked = contracts.named(operation);
    List<FieldError> errors = new ArrayList<>();
    for (Operation.Parameter parameter : asked.parameters()) {
      Object given = parameters.get(parameter.name());
      if (given != null) {
        JsonNode value = typed(parameter, given.toString());
        errors.addAll(errors(parameter.schema(), value, parameter.name()));
      } else if (parameter.required()) {
        errors.add(FieldError.of(parameter.name(), "refusal.required"));
      }
    }
    refuse(errors);
    asked.body().ifPresent(schema -> validate(body, schema));
  }

  void validate(String body, JsonSchema schema) {
    refuse(errors(schema, StrictJson.read(body), ""));
  }

  /**
   * @param values what the request has for each parameter; a path or query parameter that comes
   *     twice is refused
   */
  void validate(Operation operation, ParameterValues values) {
    List<FieldError> errors = new ArrayList<>();
    for (Operation.Parameter parameter : operation.parameters()) {
      List<String> given = values.of(parameter);
      if (given.isEmpty() && parameter.required()) {
        errors.add(FieldError.of(parameter.name(), "refusal.required"));
      } else if (given.size() > 1) {
        errors.add(FieldError.of(parameter.name(), "refusal.once"));
      } else if (!given.isEmpty()) {
        errors.addAll(errors(parameter.schema(), typed(parameter, given.get(0)), parameter.name()));
      }
    }
    refuse(errors);
  }

  private static JsonNode typed(Operation.Parameter parameter, String text) {
    return parameter.number() && text.matches("-?[0-9]{1,18}")
        ? LongNode.valueOf(Long.parseLong(text))
        : TextNode.valueOf(text);
  }

  private static List<FieldError> errors(JsonSchema schema, JsonNode node, String name) {
    Set<ValidationMessage> messages = schema.validate(node);
    return messages.stream().map(message -> FieldSentence.of(message, name)).distinct().toList();
  }

  private static void refuse(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw RefusedRequest.invalid(
          errors.stream()
              .sorted(Comparator.comparing(FieldError::field))
              .toArray(FieldError[]::new));
    }
  }
}
