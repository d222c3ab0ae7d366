package simtrix.mending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.Corrections.Correctable;
import simtrix.caller.CallerNumber;
import simtrix.caller.PhoneNumbers;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;
import simtrix.mending.LetterPayload.Field;
import simtrix.text.Sentence;

/** Reads a corrected payload: what it changes, and whether that may change. */
@Component
class EditReader {

  private static final Set<String> ENTITY_TYPES = Set.of("CONTACT", "COMPANY", "LEAD");
  private static final int LONGEST_NUMBER = 64;
  private static final int LONGEST_TITLE = 255;

  /**
   * What a correction comes to.
   *
   * @param changed the fields that it changes
   */
  record Corrected(Correctable call, Set<Field> changed) {}

  private final LetterPayload payloads;
  private final PhoneNumbers numbers;

  EditReader(LetterPayload payloads, PhoneNumbers numbers) {
    this.payloads = payloads;
    this.numbers = numbers;
  }

  /**
   * @throws RefusedRequest 400 with a sentence for each field that may not change or cannot be that
   */
  Corrected read(Call call, ObjectNode given) {
    ObjectNode wanted = payloads.of(call);
    Set<Field> changed = EnumSet.noneOf(Field.class);
    List<FieldError> errors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      JsonNode before = wanted.path(entry.getKey());
      if (!before.equals(entry.getValue()) && !sameNumber(before, entry.getValue())) {
        Field.of(entry.getKey())
            .filter(payloads.open(call.progress())::contains)
            .ifPresentOrElse(changed::add, () -> errors.add(mayNotChange(call, entry.getKey())));
        wanted.set(entry.getKey(), entry.getValue());
      }
    }
    changed.forEach(field -> check(call, field, wanted.get(field.text()), errors));
    if (wanted.path("entityType").isNull() != wanted.path("entityId").isNull()) {
      errors.add(error(Field.ENTITY, "both", Field.ENTITY_TYPE.named()));
    }
    if (errors.isEmpty() && changed.isEmpty()) {
      errors.add(FieldError.of("payload", "refusal.edit.nothing"));
    }
    if (!errors.isEmpty()) {
      throw RefusedRequest.invalid(Sentence.of("refusal.edit"), errors);
    }
    return new Corrected(corrected(call, wanted, changed), changed);
  }

  /**
   * The record of a number that was wrong is not that of the right one: unless it was put right as
   * well, it is looked for anew.
   */
  private Correctable corrected(Call call, ObjectNode wanted, Set<Field> changed) {
    boolean lookUp =
        changed.contains(Field.NUMBER)
            && !changed.contains(Field.ENTITY_TYPE)
            && !changed.contains(Field.ENTITY);
    boolean keepsDeal = !lookUp || changed.contains(Field.DEAL);
    Optional<String> number = text(wanted, Field.NUMBER);
    return new Correctable(
        number,
        changed.contains(Field.NUMBER)
            ? number.flatMap(text -> read(call, text)).map(CallerNumber::e164)
            : call.e164(),
        wanted.path(Field.USER.text()).asLong(),
        lookUp ? Optional.empty() : text(wanted, Field.ENTITY_TYPE),
        lookUp ? Optional.empty() : id(wanted, Field.ENTITY),
        keepsDeal ? id(wanted, Field.DEAL) : Optional.empty(),
        text(wanted, Field.LEAD_TITLE));
  }

  private void check(Call call, Field field, JsonNode value, List<FieldError> errors) {
    switch (field) {
      case NUMBER -> {
        if (!value.isTextual()
            || value.asText().length() > LONGEST_NUMBER
            || read(call, value.asText()).isEmpty()) {
          errors.add(error(field, "number"));
        }
      }
      case USER -> {
        if (!isId(value)) {
          errors.add(error(field, "user"));
        }
      }
      case ENTITY_TYPE -> {
        if (!value.isNull() && !ENTITY_TYPES.contains(value.asText())) {
          errors.add(error(field, "entity-type"));
        }
      }
      case ENTITY, DEAL -> {
        if (!value.isNull() && !isId(value)) {
          errors.add(error(field, "record"));
        }
      }
      case LEAD_TITLE -> {
        boolean text = value.isTextual() && !value.asText().isBlank();
        if (!value.isNull() && (!text || value.asText().length() > LONGEST_TITLE)) {
          errors.add(error(field, "title"));
        }
      }
    }
  }

  private Optional<CallerNumber> read(Call call, String number) {
    return numbers.read(number, call.lineNumber());
  }

  private FieldError mayNotChange(Call call, String name) {
    return Field.of(name)
        .map(field -> error(field, "too-late"))
        .orElseGet(() -> FieldError.of(name, "refusal.edit.other", open(call)));
  }

  private Sentence open(Call call) {
    return payloads.open(call.progress()).stream()
        .map(Field::named)
        .reduce((some, one) -> Sentence.of("refusal.and", some, one))
        .orElse(Sentence.untranslated(""));
  }

  private static FieldError error(Field field, String key, Object... more) {
    Object[] values = Stream.concat(Stream.of(field.named()), Stream.of(more)).toArray();
    return new FieldError(field.text(), Sentence.of("refusal.edit." + key, values));
  }

  private static boolean isId(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong() && value.asLong() > 0;
  }

  /** 7 is 7, whether it was read as an int or as a long. */
  private static boolean sameNumber(JsonNode a, JsonNode b) {
    return a.isIntegralNumber() && b.isIntegralNumber() && a.asText().equals(b.asText());
  }

  private static Optional<String> text(ObjectNode from, Field field) {
    return Optional.of(from.path(field.text())).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  private static Optional<Long> id(ObjectNode from, Field field) {
    return Optional.of(from.path(field.text())).filter(JsonNode::isNumber).map(JsonNode::asLong);
  }
}
