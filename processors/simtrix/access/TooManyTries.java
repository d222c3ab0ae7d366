package simtrix.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** A login that is not even looked at, because its client has sent too many wrong ones. */
final class TooManyTries extends AuthenticationException {

  private final Duration wait;

  TooManyTries(Duration wait) {
    super("Too many wrong passwords came from this address; try again later.");
    this.wait = wait;
  }

  Duration waitFor() {
    return wait;
  }
}
