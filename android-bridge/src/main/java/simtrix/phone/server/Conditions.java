package simtrix.phone.server;

import java.time.Instant;

/** What an answer is judged by besides itself. */
public interface Conditions {

  Instant now();

  /** Whether Android has any network now: it tells a missing network from a missing server. */
  boolean online();

  /** Which addresses may be spoken to. */
  ServerAddress addresses();
}
