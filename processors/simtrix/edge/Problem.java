package simtrix.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

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
   * @param field its path in the body, as {@code line.slot}, or the name of a parameter; empty for
   *     the body as a whole
   * @param message a sentence about it
   */
  public record FieldError(String field, String message) {}
}
