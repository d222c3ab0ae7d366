package simtrix.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.stream.Stream;
import simtrix.text.Sentence;

/**
 * A refusal as it is sent (RFC 9457, {@code application/problem+json}).
 *
 * @param type {@code about:blank}: the status says what kind of problem it is
 * @param title the status in words
 * @param status the HTTP status, 400 to 599
 * @param detail a sentence: what was wrong, where, what to do
 * @param instance the path that was asked
 * @param errors with a 400, one entry for each field that is wrong; else empty and not sent
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    List<FieldError> errors) {

  /** The media type of a problem document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One wrong field.
   *
   * @param field its path in the body, as {@code line.slot}, or the name of a parameter; {@code
   *     body} for the body as a whole
   * @param sentence about it; sent in English as {@code message}
   */
  @JsonPropertyOrder({"field", "message"})
  public record FieldError(String field, @JsonIgnore Sentence sentence) {

    /** With a sentence that programs and their makers alone read. */
    public FieldError(String field, String message) {
      this(field, Sentence.untranslated(message));
    }

    /**
     * @param key of a sentence whose first place is the name of the field
     * @param more what stands in the other places
     */
    public static FieldError of(String field, String key, Object... more) {
      return new FieldError(
          field,
          Sentence.of(key, Stream.concat(Stream.of(name(field)), Stream.of(more)).toArray()));
    }

    /** The field in a sentence: its path for programs, for people what its form calls it. */
    public static Sentence name(String field) {
      String last = field.substring(field.lastIndexOf('.') + 1);
      return Sentence.named(field, "field." + field, "field." + last);
    }

    @JsonProperty
    public String message() {
      return sentence.english();
    }
  }
}
