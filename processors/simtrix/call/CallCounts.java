package simtrix.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the ended calls of the journal by status. */
@Component
public class CallCounts {

  /**
   * One reading of the journal.
   *
   * @param accepted calls that have ended
   * @param byStatus how many of them have which status; each of the six is there
   */
  public record Reading(long accepted, Map<CallStatus, Long> byStatus) {

    /** Whether every ended call has exactly one of the six statuses (DESIGN 3). */
    public boolean addsUp() {
      return accepted == byStatus.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private record Group(CallState state, CallStatus status, long calls) {}

  private final JdbcClient jdbc;

  CallCounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param portal counts one portal's calls only
   */
  public Reading read(Optional<Long> portal) {
    Map<CallStatus, Long> byStatus = new EnumMap<>(CallStatus.class);
    CallStatus.OF_ENDED_CALLS.forEach(status -> byStatus.put(status, 0L));
    long accepted = 0;
    for (Group group : groups(portal)) {
      accepted += group.state() == CallState.ENDED ? group.calls() : 0;
      byStatus.computeIfPresent(group.status(), (status, calls) -> calls + group.calls());
    }
    return new Reading(accepted, byStatus);
  }

  private Iterable<Group> groups(Optional<Long> portal) {
    return jdbc.sql(
            """
            select state, status, count(*) calls from call_journal
            where (:portal is null or portal_id = :portal) group by state, status""")
        .param("portal", portal.orElse(null))
        .query(
            (row, number) ->
                new Group(
                    CallState.valueOf(row.getString("state")),
                    CallStatus.valueOf(row.getString("status")),
                    row.getLong("calls")))
        .list();
  }
}
