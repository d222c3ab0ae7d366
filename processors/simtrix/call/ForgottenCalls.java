package simtrix.call;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the persons out of calls that are done with: what is left counts for the statistics and
 * says nothing about anybody (DESIGN 9). A call that has yet to be written, or that waits for
 * somebody, is never touched.
 */
@Component
public class ForgottenCalls {

  /** In SQL: nothing of the call is on its way any more. */
  public static final String DONE = "status in ('WRITTEN', 'LOCAL', 'ARCHIVED')";

  private static final int AT_ONCE = 500;

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher publisher;
  private final Clock clock;

  ForgottenCalls(JdbcClient jdbc, ApplicationEventPublisher publisher, Clock clock) {
    this.jdbc = jdbc;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Forgets some of the calls that were heard of before that time, the oldest first.
   *
   * @return how many; 0: there are none (left)
   */
  @Transactional
  public int forgetBefore(Instant limit) {
    return forget(
        jdbc.sql(some("forgotten_at is null and received_at < :limit", "order by received_at"))
            .param("limit", utc(limit)));
  }

  /**
   * Forgets some of the calls that were to be forgotten once they are done with, and are.
   *
   * @return how many; 0: there are none (left)
   */
  @Transactional
  public int forgetMarked() {
    return forget(jdbc.sql(some("forget_when_done = true", "")));
  }

  /** Marks calls to be forgotten, at once or as soon as they are done with; survives a restart. */
  public void mark(List<UUID> calls) {
    for (int first = 0; first < calls.size(); first += AT_ONCE) {
      jdbc.sql(
              "update call_journal set forget_when_done = true"
                  + " where call_id in (:calls) and forgotten_at is null")
          .param("calls", texts(calls.subList(first, Math.min(calls.size(), first + AT_ONCE))))
          .update();
    }
  }

  private static String some(String condition, String order) {
    return "select call_id from call_journal where %s and %s %s limit %d for update skip locked"
        .formatted(condition, DONE, order, AT_ONCE);
  }

  private int forget(StatementSpec question) {
    List<UUID> calls = question.query(String.class).list().stream().map(UUID::fromString).toList();
    if (!calls.isEmpty()) {
      forget(calls);
      publisher.publishEvent(new CallsForgotten(calls));
    }
    return calls.size();
  }

  private void forget(List<UUID> calls) {
    jdbc.sql(
            """
            update call_journal set number = null, e164 = null, line_number = null, lead_title = null,
              entity_id = null, entity_type = null, deal_id = null, lead_id = null, crm_call_id = null,
              activity_id = null, scenario = null, made_contact_id = null, made_deal_id = null,
              task_id = null, notification_id = null, forgotten_at = :now, forget_when_done = false
            where call_id in (:calls)""")
        .param("now", utc(clock.instant()))
        .param("calls", texts(calls))
        .update();
    jdbc.sql("update call_attempt set message = null where call_id in (:calls)")
        .param("calls", texts(calls))
        .update();
  }

  private static List<String> texts(List<UUID> calls) {
    return calls.stream().map(UUID::toString).toList();
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
