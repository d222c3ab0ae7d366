package simtrix.edge;

import java.time.Duration;
import java.util.UUID;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import simtrix.failure.Outage;
import simtrix.text.Sentence;

/** Says which refusal an exception is, in routes and in filters alike. */
public final class Judgement {

  private static final Logger LOG = LoggerFactory.getLogger(Judgement.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private Judgement() {}

  /**
   * @return the refusal that stands in the chain of causes; a 503 when database, broker or threads
   *     cannot be had; else a 500 with the number under which the log has the cause
   */
  public static RefusedRequest of(Throwable failure) {
    for (Throwable cause : ObjectHelper.createExceptionIterable(failure)) {
      if (cause instanceof RefusedRequest refused) {
        return refused;
      }
      if (cause instanceof ErrorResponse spring && spring.getStatusCode().is4xxClientError()) {
        return ofStatus(spring.getStatusCode().value());
      }
      if (Outage.isOne(cause)) {
        LOG.warn("A request is answered with 503: {}", cause.toString());
        return RefusedRequest.unavailable(Sentence.of("refusal.unavailable"), SOON, failure);
      }
    }
    return bug(failure);
  }

  /** A refusal that Tomcat or Spring has decided and of which only the status is known. */
  public static RefusedRequest ofStatus(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    if (known == null || !known.isError()) {
      known = HttpStatus.INTERNAL_SERVER_ERROR;
    }
    RefusedRequest refusal = RefusedRequest.of(known, sentence(known));
    return known == HttpStatus.SERVICE_UNAVAILABLE ? refusal.retryAfter(SOON) : refusal;
  }

  private static RefusedRequest bug(Throwable failure) {
    String incident = UUID.randomUUID().toString();
    LOG.error(
        "BUG, incident {}: a request failed in a way that nobody foresaw.", incident, failure);
    return RefusedRequest.of(
        HttpStatus.INTERNAL_SERVER_ERROR, Sentence.of("refusal.bug", incident));
  }

  private static String sentence(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "The request line, a header or the path is not valid HTTP.";
      case NOT_FOUND -> "There is nothing at this path.";
      case METHOD_NOT_ALLOWED -> "This path does not take this method.";
      case REQUEST_HEADER_FIELDS_TOO_LARGE -> "The request's headers are too large.";
      case SERVICE_UNAVAILABLE ->
          "The server is starting, stopping or overloaded; try again later.";
      default -> "The request was refused: " + status.getReasonPhrase() + ".";
    };
  }
}
