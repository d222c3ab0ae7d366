package simtrix.call;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the journal knows of records that this server has just written to, whichever node it was.
 */
@Component
public class RecentWrites {

  private final JdbcClient jdbc;
  private final Clock clock;

  RecentWrites(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Whether a call of this portal made the lead. */
  public boolean madeLead(long portal, long lead) {
    return found(
        jdbc.sql("select 1 from call_journal where portal_id = :portal and lead_id = :id limit 1")
            .param("portal", portal)
            .param("id", lead));
  }

  /** Whether a call is just being written that has no lead yet, so that it may be making one. */
  public boolean mayBeMakingLead(long portal) {
    return found(
        jdbc.sql(
                """
                select 1 from call_journal where portal_id = :portal and status in ('QUEUED', 'RETRYING')
                  and step_left_at is not null and lead_id is null limit 1""")
            .param("portal", portal));
  }

  /**
   * Whether a call was written to this contact, company or lead so short a time ago.
   *
   * @param type CONTACT, COMPANY or LEAD
   */
  public boolean wroteTo(long portal, String type, long id, Duration ago) {
    return found(
        jdbc.sql(
                """
                select 1 from call_journal where portal_id = :portal and entity_id = :id
                  and entity_type = :type and updated_at >= :since limit 1""")
            .param("portal", portal)
            .param("id", id)
            .param("type", type)
            .param("since", since(ago)));
  }

  /** The same for a deal that a call was bound to. */
  public boolean boundTo(long portal, long deal, Duration ago) {
    return found(
        jdbc.sql(
                """
                select 1 from call_journal where portal_id = :portal and deal_id = :id
                  and updated_at >= :since limit 1""")
            .param("portal", portal)
            .param("id", deal)
            .param("since", since(ago)));
  }

  private LocalDateTime since(Duration ago) {
    return LocalDateTime.ofInstant(clock.instant().minus(ago), ZoneOffset.UTC);
  }

  private static boolean found(JdbcClient.StatementSpec question) {
    return question.query(Integer.class).optional().isPresent();
  }
}
