package simtrix.portal;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.settings.SimtrixSettings;

/**
 * Whether a portal's administrator allows recordings. Who has not decided follows the setting
 * {@code simtrix.recordings.allowed}; the user of each phone decides as well, elsewhere.
 */
@Component
public class RecordingSwitch {

  private record Decided(long portal, boolean allowed) {}

  private final JdbcClient jdbc;
  private final boolean otherwise;
  private final Clock clock;

  RecordingSwitch(JdbcClient jdbc, SimtrixSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.otherwise = settings.recordings().allowed();
    this.clock = clock;
  }

  /** Whether recordings of this portal's calls may be kept and attached now. */
  public boolean allows(long portal) {
    return jdbc.sql("select allowed from recording_switch where portal_id = :portal")
        .param("portal", portal)
        .query(Boolean.class)
        .optional()
        .orElse(otherwise);
  }

  /** The same for many portals at once; a portal that is left out follows the setting. */
  public Map<Long, Boolean> decided() {
    Map<Long, Boolean> decided = new HashMap<>();
    jdbc.sql("select portal_id portal, allowed from recording_switch")
        .query(Decided.class)
        .list()
        .forEach(row -> decided.put(row.portal(), row.allowed()));
    return decided;
  }

  /** What holds for a portal whose administrator has not decided. */
  public boolean otherwise() {
    return otherwise;
  }

  /** Keeps what an administrator has decided; it holds at once, on every node. */
  public void set(long portal, boolean allowed, String by) {
    jdbc.sql(
            """
            insert into recording_switch (portal_id, allowed, changed_at, changed_by)
            values (:portal, :allowed, :now, :by)
            on duplicate key update allowed = values(allowed), changed_at = values(changed_at),
              changed_by = values(changed_by)""")
        .param("portal", portal)
        .param("allowed", allowed)
        .param("now", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("by", by)
        .update();
  }

  /** Who decided that, where somebody has. */
  public Optional<String> decidedBy(long portal) {
    return jdbc.sql("select changed_by from recording_switch where portal_id = :portal")
        .param("portal", portal)
        .query(String.class)
        .optional();
  }
}
