package simtrix.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The columns of the journal that tell what a rule makes happen with a call beyond writing it:
 * which rule was chosen, and what of it is done. What is done is never forgotten (decision 0008).
 */
@Component
public class CallActions {

  /** What is kept once it is known, a number each. */
  public enum Kept {
    LEAD_USER("lead_user_id"),
    TASK_USER("task_user_id"),
    NOTIFIED_USER("notified_user_id"),
    MADE_CONTACT("made_contact_id"),
    MADE_DEAL("made_deal_id"),
    TASK("task_id"),
    NOTIFICATION("notification_id");

    private final String column;

    Kept(String column) {
      this.column = column;
    }
  }

  /**
   * How far it is.
   *
   * @param callerKind who called, as it was when a rule was first chosen
   * @param scenario the rule that was chosen, as JSON
   * @param startedAt when the portal could see something of this call for the first time
   * @param cardAskedAt when the portal was asked to open its call card
   */
  public record Done(
      Optional<String> callerKind,
      Optional<String> scenario,
      Optional<Long> leadUser,
      Optional<Long> taskUser,
      Optional<Long> notifiedUser,
      Optional<Long> madeContact,
      Optional<Long> madeDeal,
      Optional<Long> task,
      Optional<Long> notification,
      Optional<Instant> startedAt,
      Optional<Instant> cardAskedAt) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  CallActions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public Done of(UUID call) {
    return jdbc.sql(
            """
            select caller_kind, scenario, lead_user_id, task_user_id, notified_user_id, made_contact_id,
              made_deal_id, task_id, notification_id, write_started_at, card_asked_at
            from call_journal where call_id = :call""")
        .param("call", call.toString())
        .query((row, number) -> done(row))
        .single();
  }

  /** Keeps the rule that was chosen, for all later attempts. */
  public void chosen(UUID call, String callerKind, String scenario) {
    jdbc.sql(
            "update call_journal set caller_kind = :kind, scenario = :scenario where call_id = :call")
        .param("kind", callerKind)
        .param("scenario", scenario)
        .param("call", call.toString())
        .update();
  }

  /** Somebody may mend the rules now: the next attempt chooses anew, also whose turn it is. */
  public void release(UUID call) {
    jdbc.sql(
            """
            update call_journal set scenario = null,
              lead_user_id = if(lead_id is null and made_deal_id is null, null, lead_user_id),
              task_user_id = if(task_id is null, null, task_user_id),
              notified_user_id = if(notification_id is null, null, notified_user_id)
            where call_id = :call""")
        .param("call", call.toString())
        .update();
  }

  /** The call stays in the journal; if it is heard of once more, all is open again. */
  public void forget(UUID call) {
    jdbc.sql("update call_journal set caller_kind = null, scenario = null where call_id = :call")
        .param("call", call.toString())
        .update();
  }

  public void keep(UUID call, Kept what, long value) {
    jdbc.sql("update call_journal set " + what.column + " = :value where call_id = :call")
        .param("value", value)
        .param("call", call.toString())
        .update();
  }

  /**
   * The portal is about to be asked to open its call card. From here on it may be working on that,
   * so that the end of the call waits for it (decision 0009).
   *
   * @return false when it was asked before, or the call is over already
   */
  public boolean askForCard(UUID call) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    return jdbc.sql(
                """
                update call_journal set card_asked_at = :now, step_left_at = :now
                where call_id = :call and status in ('RINGING', 'ANSWERED') and card_asked_at is null""")
            .param("now", now)
            .param("call", call.toString())
            .update()
        > 0;
  }

  /**
   * The portal has opened the card.
   *
   * @param crmCallId the portal's CALL_ID, which the end of the call finishes
   * @return false when the call has gone another way meanwhile, so that nobody will
   */
  public boolean cardOpened(UUID call, String crmCallId) {
    return jdbc.sql(
                """
                update call_journal set crm_call_id = :id, step_left_at = if(step_left_at = card_asked_at, null, step_left_at)
                where call_id = :call and (crm_call_id is null or crm_call_id = :id) and written_outcome is null
                  and status in ('RINGING', 'ANSWERED', 'QUEUED', 'RETRYING')""")
            .param("id", crmCallId)
            .param("call", call.toString())
            .update()
        > 0;
  }

  /** The portal has said that it did not open the card, so that nothing has to wait for it. */
  public void cardRefused(UUID call) {
    jdbc.sql(
            "update call_journal set step_left_at = null where call_id = :call and step_left_at = card_asked_at")
        .param("call", call.toString())
        .update();
  }

  private static Done done(ResultSet row) throws SQLException {
    return new Done(
        Optional.ofNullable(row.getString("caller_kind")),
        Optional.ofNullable(row.getString("scenario")),
        number(row, "lead_user_id"),
        number(row, "task_user_id"),
        number(row, "notified_user_id"),
        number(row, "made_contact_id"),
        number(row, "made_deal_id"),
        number(row, "task_id"),
        number(row, "notification_id"),
        instant(row, "write_started_at"),
        instant(row, "card_asked_at"));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Long.class));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(at -> at.toInstant(ZoneOffset.UTC));
  }
}
