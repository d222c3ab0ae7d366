package simtrix.mending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.Call.Progress;
import simtrix.call.Corrections;
import simtrix.call.Corrections.Correctable;
import simtrix.text.Sentence;

/**
 * What a letter's message stands for, as people see and correct it: which call, and of the call
 * what decides where it is written.
 */
@Component
public class LetterPayload {

  /** The fields that may ever change, in the order in which they are shown (DESIGN 7). */
  public enum Field {
    NUMBER("number"),
    USER("userId"),
    ENTITY_TYPE("entityType"),
    ENTITY("entityId"),
    DEAL("dealId"),
    LEAD_TITLE("leadTitle");

    private final String text;

    Field(String text) {
      this.text = text;
    }

    /** Its name in the payload. */
    public String text() {
      return text;
    }

    /** In a sentence: what its form calls it. */
    Sentence named() {
      return Sentence.named(text, "field.payload." + text);
    }

    static Optional<Field> of(String name) {
      for (Field field : values()) {
        if (field.text.equals(name)) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * A field that may change now.
   *
   * @param value its present value; a JSON null where it has none
   */
  public record EditableField(String field, JsonNode value) {}

  private final Corrections corrections;

  LetterPayload(Corrections corrections) {
    this.corrections = corrections;
  }

  /** What of this call can be put right, as it is now. */
  Correctable now(Call call) {
    return new Correctable(
        call.number(),
        call.e164(),
        call.userId(),
        call.progress().entityType(),
        call.progress().entityId(),
        call.progress().dealId(),
        corrections.leadTitle(call.id()));
  }

  /** The whole payload: what names the message, and every field that may change. */
  public ObjectNode of(Call call) {
    Correctable now = now(call);
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("callId", call.id().toString());
    payload.put("portal", call.portal());
    payload.put("ticket", call.ticket());
    payload.put(Field.NUMBER.text(), now.number().orElse(null));
    payload.put(Field.USER.text(), now.userId());
    payload.put(Field.ENTITY_TYPE.text(), now.entityType().orElse(null));
    payload.put(Field.ENTITY.text(), now.entityId().orElse(null));
    payload.put(Field.DEAL.text(), now.dealId().orElse(null));
    payload.put(Field.LEAD_TITLE.text(), now.leadTitle().orElse(null));
    return payload;
  }

  /**
   * What may change now: a call that stands in the CRM already can only be bound to another deal,
   * and a lead that is made keeps its title.
   */
  public List<EditableField> editable(Call call) {
    ObjectNode payload = of(call);
    return open(call.progress()).stream()
        .map(field -> new EditableField(field.text(), payload.path(field.text())))
        .collect(Collectors.toList());
  }

  List<Field> open(Progress progress) {
    if (progress.activityId().isPresent()) {
      return progress.dealBound() ? List.of() : List.of(Field.DEAL);
    }
    List<Field> open = new ArrayList<>(List.of(Field.values()));
    if (progress.leadId().isPresent()) {
      open.remove(Field.LEAD_TITLE);
    }
    return open;
  }
}
