package simtrix.sandbox;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What goes back over the wire, if anything.
 *
 * @param status the HTTP status; 0 when the connection is cut without an answer
 * @param location where a redirect leads
 * @param delay how long to keep silent first
 */
record Reply(int status, String contentType, byte[] body, Optional<URI> location, Duration delay) {

  static Reply json(int status, Object body) {
    return new Reply(
        status,
        "application/json; charset=utf-8",
        PhpJson.write(body),
        Optional.empty(),
        Duration.ZERO);
  }

  static Reply cut(Duration delay) {
    return new Reply(0, "", new byte[0], Optional.empty(), delay);
  }

  static Reply moved(URI location) {
    return new Reply(302, "text/html", new byte[0], Optional.of(location), Duration.ZERO);
  }

  Reply after(Duration wait) {
    return new Reply(status, contentType, body, location, wait);
  }
}
