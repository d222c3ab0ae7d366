package simtrix.phone.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that the server will never take as it is (400 or 409), kept so that a person sees it.
 *
 * @param status the server's; 0 where nobody was asked, see {@link #recordingGone}
 * @param sentence what the server said; empty where a proxy has turned a recording away as too
 *     large
 */
public record Refusal(
    long id,
    UUID call,
    Optional<String> number,
    Instant rangAt,
    Instant refusedAt,
    int status,
    String sentence) {

  /** Whether it is about a recording that this phone itself cannot read any more. */
  public boolean recordingGone() {
    return status == 0;
  }
}
