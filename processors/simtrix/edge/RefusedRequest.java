package simtrix.edge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import simtrix.edge.Problem.FieldError;
import simtrix.text.Sentence;

/**
 * Thrown by anything that refuses a request, and answered as a {@link Problem}. The message is a
 * sentence for the person who reads the answer: what was wrong, where, what to do.
 */
public final class RefusedRequest extends RuntimeException {

  private final HttpStatus status;
  private final transient Sentence sentence;
  private final transient List<FieldError> errors;
  private final transient Map<String, String> headers;

  private RefusedRequest(
      HttpStatus status,
      Sentence sentence,
      List<FieldError> errors,
      Map<String, String> headers,
      Throwable cause) {
    super(sentence.english(), cause, false, false);
    this.status = status;
    this.sentence = sentence;
    this.errors = errors;
    this.headers = headers;
  }

  public static RefusedRequest of(HttpStatus status, Sentence sentence) {
    return new RefusedRequest(status, sentence, List.of(), Map.of(), null);
  }

  /** One that programs and their makers alone get to read. */
  public static RefusedRequest of(HttpStatus status, String detail) {
    return of(status, Sentence.untranslated(detail));
  }

  /** A 400 that names what is wrong, field by field. */
  public static RefusedRequest invalid(Sentence sentence, List<FieldError> errors) {
    return new RefusedRequest(
        HttpStatus.BAD_REQUEST, sentence, List.copyOf(errors), Map.of(), null);
  }

  /** One that programs and their makers alone get to read. */
  public static RefusedRequest invalid(String detail, List<FieldError> errors) {
    return invalid(Sentence.untranslated(detail), errors);
  }

  /** A 400 because of some fields. */
  public static RefusedRequest invalid(FieldError... errors) {
    return invalid(Sentence.of("refusal.see-errors"), List.of(errors));
  }

  /** A 404: nothing by that name is there for the one who asks. */
  public static RefusedRequest notFound(Sentence sentence) {
    return of(HttpStatus.NOT_FOUND, sentence);
  }

  /** One that programs and their makers alone get to read. */
  public static RefusedRequest notFound(String detail) {
    return of(HttpStatus.NOT_FOUND, detail);
  }

  /** A 503: nothing was kept, and the same request may succeed after that time. */
  public static RefusedRequest unavailable(
      Sentence sentence, Duration retryAfter, Throwable cause) {
    return new RefusedRequest(HttpStatus.SERVICE_UNAVAILABLE, sentence, List.of(), Map.of(), cause)
        .retryAfter(retryAfter);
  }

  /** One that programs and their makers alone get to read. */
  public static RefusedRequest unavailable(String detail, Duration retryAfter, Throwable cause) {
    return unavailable(Sentence.untranslated(detail), retryAfter, cause);
  }

  /** A 429: too many requests; another one may be sent after that time. */
  public static RefusedRequest tooMany(String detail, Duration retryAfter) {
    return of(HttpStatus.TOO_MANY_REQUESTS, detail).retryAfter(retryAfter);
  }

  /**
   * The same refusal with {@code Retry-After}, in whole seconds, at least one (RFC 9110, 10.2.3).
   */
  public RefusedRequest retryAfter(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  /** The same refusal with one more response header. */
  public RefusedRequest header(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new RefusedRequest(status, sentence, errors, Map.copyOf(more), getCause());
  }

  public HttpStatus status() {
    return status;
  }

  /** What it says as a whole, to be said in another language than English. */
  public Sentence sentence() {
    return sentence;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** Response headers that go with it, as {@code Retry-After} or {@code Allow}. */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * The document to send.
   *
   * @param path the path that was asked
   */
  public Problem problem(String path) {
    return new Problem(
        "about:blank", status.getReasonPhrase(), status.value(), getMessage(), path, errors);
  }
}
