package simtrix.phone.server;

import java.time.Duration;
import java.util.Optional;

/** All that can come of a request. What is none of the server's own answers decides nothing. */
public sealed interface Answer<T> {

  /** The server took it, and says so in its own words. */
  record Taken<T>(T value) implements Answer<T> {}

  /** The server will never take it as it is; the sentence is its own. */
  record Refused<T>(int status, String sentence) implements Answer<T> {}

  /** The server does not believe this phone (401). */
  record NotBelieved<T>() implements Answer<T> {}

  /** The server is there and cannot do it now. */
  record NotNow<T>(int status, Optional<Duration> retryAfter) implements Answer<T> {}

  /** Somebody else answered: a hotel's log-in page, a proxy, another program. */
  record Foreign<T>(int status) implements Answer<T> {}

  /** Nobody answered. */
  record Silence<T>(Reason reason) implements Answer<T> {}

  /** Why nobody answered. */
  enum Reason {
    NO_NETWORK,
    NO_ANSWER,
    NOT_SECURE
  }

  /** What was taken; empty with every other answer. */
  default Optional<T> taken() {
    return this instanceof Taken<T> taken ? Optional.of(taken.value()) : Optional.empty();
  }
}
