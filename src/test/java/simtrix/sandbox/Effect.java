package simtrix.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What an injected fault does to a request (REFERENCE 12). */
public sealed interface Effect {

  /** Answers this instead of executing anything. */
  record Instead(int status, String contentType, String body) implements Effect {}

  /**
   * Fails the method alone: as an HTTP error when it came alone, as that command's error inside a
   * batch.
   */
  record MethodError(int status, String code, String description) implements Effect {}

  /** Closes the connection without executing anything. */
  record CutBefore() implements Effect {}

  /** Executes everything, then closes the connection without an answer: the key test. */
  record CutAfter() implements Effect {}

  /** Executes the first commands of a batch, then closes the connection. */
  record CutAfterCommands(int commands) implements Effect {}

  /**
   * Executes nothing, keeps silent for so long (or until the sandbox closes), then closes the
   * connection.
   */
  record Hang(Duration duration) implements Effect {}

  /** Executes everything at once and answers so much later. */
  record Slow(Duration duration) implements Effect {}

  /** Executes everything once it is let to, whether or not anybody still listens. */
  record Late(CountDownLatch let) implements Effect {}

  /** Answers 302 to the same path at another address. */
  record Moved(URI address) implements Effect {}

  static Effect error(int status, String code, String description) {
    byte[] body = PhpJson.write(Map.of("error", code, "error_description", description));
    return new Instead(status, "application/json; charset=utf-8", new String(body, UTF_8));
  }

  static Effect methodError(int status, String code, String description) {
    return new MethodError(status, code, description);
  }

  /** A page of HTML where JSON was expected, with status 502 or 200. */
  static Effect html(int status) {
    return new Instead(
        status, "text/html; charset=utf-8", "<html><body><h1>nginx</h1></body></html>");
  }

  static Effect cutBeforeExecuting() {
    return new CutBefore();
  }

  static Effect cutAfterCommit() {
    return new CutAfter();
  }

  static Effect cutAfterCommands(int commands) {
    return new CutAfterCommands(commands);
  }

  static Effect hang(Duration duration) {
    return new Hang(duration);
  }

  static Effect slow(Duration duration) {
    return new Slow(duration);
  }

  /**
   * @param let counted down when the portal shall go on
   */
  static Effect late(CountDownLatch let) {
    return new Late(let);
  }

  static Effect movedTo(URI address) {
    return new Moved(address);
  }

  static Effect expiredToken() {
    return error(401, "expired_token", "The access token provided has expired.");
  }

  static Effect operationTimeLimit() {
    return error(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.");
  }

  static Effect queryLimitExceeded() {
    return error(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
  }
}
