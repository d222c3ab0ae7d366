package simtrix.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;
import simtrix.call.CallEvent;
import simtrix.call.CallOutcome;
import simtrix.call.CallState;
import simtrix.call.Presentation;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;

/**
 * Reads an event that fits the contract, and checks what a schema cannot say: that its times make
 * sense (DESIGN 4).
 */
@Component("callEventReader")
public class CallEventReader {

  private static final int EARLIEST_YEAR = 1970;
  private static final int LATEST_YEAR = 2999;

  private final ObjectMapper mapper;

  CallEventReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @param body JSON that fits the schema CallEvent
   * @throws RefusedRequest 400, when times are impossible or in the wrong order
   */
  public CallEvent read(@Body String body) throws JsonProcessingException {
    JsonNode json = mapper.readTree(body);
    List<FieldError> errors = new ArrayList<>();
    Optional<OffsetDateTime> ringing = time(json, "ringingAt", errors);
    Optional<OffsetDateTime> answered = time(json, "answeredAt", errors);
    Optional<OffsetDateTime> ended = time(json, "endedAt", errors);
    checkOrder(ringing, "ringingAt", answered, "answeredAt", errors);
    checkOrder(answered, "answeredAt", ended, "endedAt", errors);
    checkOrder(ringing, "ringingAt", ended, "endedAt", errors);
    if (!errors.isEmpty()) {
      throw RefusedRequest.invalid("The times of the call do not make sense; see errors.", errors);
    }
    Optional<String> number = text(json.path("number"));
    return new CallEvent(
        CallState.valueOf(json.path("state").asText()),
        text(json.path("outcome")).map(CallOutcome::valueOf),
        number,
        text(json.path("presentation"))
            .map(Presentation::valueOf)
            .orElse(number.isPresent() ? Presentation.ALLOWED : Presentation.UNKNOWN),
        Optional.of(json.path("line").path("slot")).filter(JsonNode::isInt).map(JsonNode::asInt),
        text(json.path("line").path("number")),
        ringing.orElseThrow(),
        answered,
        ended,
        text(json.path("recording"))
            .map(CallEvent.Recording::valueOf)
            .orElse(CallEvent.Recording.NONE));
  }

  private static Optional<OffsetDateTime> time(
      JsonNode json, String field, List<FieldError> errors) {
    Optional<String> text = text(json.path(field));
    try {
      Optional<OffsetDateTime> time = text.map(OffsetDateTime::parse);
      if (time.filter(at -> at.getYear() < EARLIEST_YEAR || at.getYear() > LATEST_YEAR)
          .isPresent()) {
        errors.add(
            new FieldError(
                field,
                field
                    + " must lie between the years "
                    + EARLIEST_YEAR
                    + " and "
                    + LATEST_YEAR
                    + "."));
      }
      return time;
    } catch (DateTimeParseException broken) {
      errors.add(
          new FieldError(
              field, field + " must be a time with an offset, as 2026-11-24T10:00:00.000+01:00."));
      return Optional.empty();
    }
  }

  private static void checkOrder(
      Optional<OffsetDateTime> first,
      String firstName,
      Optional<OffsetDateTime> second,
      String secondName,
      List<FieldError> errors) {
    if (first.isPresent() && second.isPresent() && second.get().isBefore(first.get())) {
      errors.add(new FieldError(secondName, secondName + " must not be before " + firstName + "."));
    }
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText())
        : Optional.empty();
  }
}
