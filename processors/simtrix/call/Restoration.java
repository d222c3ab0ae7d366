package simtrix.call;

import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.settings.SimtrixSettings;

/**
 * What an operator says with {@code simtrix.restored}: the journal is a backup that was put back.
 * Portals know calls that it takes for unwritten or has never heard of, and the broker may know
 * none.
 */
@Component
class Restoration {

  private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

  private final JdbcClient jdbc;
  private final Optional<Instant> started;

  Restoration(JdbcClient jdbc, SimtrixSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.started = Optional.of(clock.instant()).filter(now -> settings.restored());
  }

  /**
   * Before any route runs: no message is known to be in the broker, so the sweep sends new ones.
   */
  @PostConstruct
  void distrustBroker() {
    if (started.isPresent()) {
      int waiting =
          jdbc.sql("update call_journal set sent_at = null where status = 'QUEUED'").update();
      LOG.warn(
          "The database is a backup that was put back (simtrix.restored): {} calls get new messages,"
              + " and calls of before now are looked for in their portals before they are written.",
          waiting);
    }
  }

  /** Whether a call of then may stand in its portal, although the journal says nothing of that. */
  boolean mayHaveWritten(Instant then) {
    return started.filter(then::isBefore).isPresent();
  }
}
