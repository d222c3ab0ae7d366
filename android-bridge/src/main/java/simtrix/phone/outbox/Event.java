package simtrix.phone.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * All that the server has yet to be told of one call.
 *
 * @param version grows with every body of the call, so that an answer to an earlier one does not
 *     delete a later one
 */
record Event(UUID call, long version, Instant rangAt, Optional<String> number, String body) {

  @Override
  public String toString() {
    return "event of " + call;
  }
}
