package simtrix.bitrix24.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/**
 * Reads a portal's answers as they really are (REFERENCE 1.2, 1.3, 4): an empty map is {@code []},
 * an error is the presence of the key and not its value, a result may be null.
 */
final class AnswerReader {
  private final ObjectMapper json;

  AnswerReader(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Reads the envelope.
   *
   * @throws CrmFailure if the portal refused the request as a whole
   */
  JsonNode envelope(PortalReply reply) {
    JsonNode body = parsed(reply);
    if (body.has("error")) {
      throw error(reply.status(), body);
    }
    if (reply.status() >= 300) {
      throw FailureJudge.error(reply.status(), "", body.path("error_description").asText(""));
    }
    return body;
  }

  /** Sorts a good answer's results and errors to the commands that they belong to. */
  List<Landing> landings(BatchRequest request, JsonNode envelope) {
    List<Landing> landings = new ArrayList<>();
    if (!request.isBatch()) {
      Chain chain = request.chains().get(0);
      Outcome outcome = new Outcome.Success(present(envelope.get("result")));
      return List.of(new Landing.Answered(chain, Map.of(chain.commands().get(0).name(), outcome)));
    }
    JsonNode result = envelope.path("result");
    Map<String, JsonNode> errors = errors(request, result);
    for (int i = 0; i < request.chains().size(); i++) {
      Chain chain = request.chains().get(i);
      Map<String, Outcome> outcomes = new LinkedHashMap<>();
      for (Command command : chain.commands()) {
        String key = BatchRequest.key(i, command);
        outcomes.put(command.name(), outcome(result.path("result"), errors, key));
      }
      landings.add(new Landing.Answered(chain, outcomes));
    }
    return landings;
  }

  private static Outcome outcome(JsonNode results, Map<String, JsonNode> errors, String key) {
    if (errors.containsKey(key)) {
      return new Outcome.Refused(error(FailureJudge.NO_STATUS, errors.get(key)));
    }
    if (results.has(key)) {
      return new Outcome.Success(present(results.get(key)));
    }
    return new Outcome.Refused(
        CrmFailure.of(
            Category.SERVER,
            "NO_RESULT",
            "The portal's answer leaves out this command of the batch; whether it did it is unknown."));
  }

  /**
   * Errors by command. Where they come as a plain list, they are those of the commands without a
   * result, in order.
   */
  private static Map<String, JsonNode> errors(BatchRequest request, JsonNode result) {
    JsonNode errors = result.path("result_error");
    Map<String, JsonNode> byKey = new LinkedHashMap<>();
    if (errors.isArray() && !errors.isEmpty()) {
      List<String> open = keys(request);
      open.removeIf(result.path("result")::has);
      for (int i = 0; i < Math.min(open.size(), errors.size()); i++) {
        byKey.put(open.get(i), errors.get(i));
      }
    }
    errors.properties().forEach(field -> byKey.put(field.getKey(), field.getValue()));
    return byKey;
  }

  private static List<String> keys(BatchRequest request) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < request.chains().size(); i++) {
      for (Command command : request.chains().get(i).commands()) {
        keys.add(BatchRequest.key(i, command));
      }
    }
    return keys;
  }

  private static CrmFailure error(int status, JsonNode error) {
    if (error.isTextual()) {
      return FailureJudge.error(status, "", error.asText());
    }
    return FailureJudge.error(
        status, error.path("error").asText(""), error.path("error_description").asText(""));
  }

  private static JsonNode present(JsonNode result) {
    return Optional.ofNullable(result).orElseGet(MissingNode::getInstance);
  }

  private JsonNode parsed(PortalReply reply) {
    try {
      JsonNode body = json.readTree(reply.body());
      if (body.isObject()) {
        return body;
      }
    } catch (IOException notJson) {
      // Judged below, with every other thing that is no answer.
    }
    throw FailureJudge.notJson(reply.status());
  }
}
