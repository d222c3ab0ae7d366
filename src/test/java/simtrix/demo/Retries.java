package simtrix.demo;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The calls that wait for another attempt, from the journal: no API tells when it will come. */
@Component
@Profile(DemoApplication.PROFILE)
class Retries {

  private static final int SHOWN = 4;

  /**
   * @param attempts so far
   * @param code of the last failure
   */
  record Waiting(
      String callId,
      Optional<String> number,
      int attempts,
      Optional<OffsetDateTime> nextAttemptAt,
      Optional<String> category,
      Optional<String> code) {}

  private final JdbcClient journal;

  Retries(JdbcClient journal) {
    this.journal = journal;
  }

  /** Those that are due first. */
  List<Waiting> next() {
    return journal
        .sql(
            """
            select call_id, number, attempts, next_attempt_at,
              (select category from call_attempt a where a.call_id = j.call_id order by id desc limit 1) category,
              (select code from call_attempt a where a.call_id = j.call_id order by id desc limit 1) code
            from call_journal j where status = 'RETRYING' order by next_attempt_at limit :shown""")
        .param("shown", SHOWN)
        .query(
            (row, index) ->
                new Waiting(
                    row.getString("call_id"),
                    Optional.ofNullable(row.getString("number")),
                    row.getInt("attempts"),
                    Optional.ofNullable(row.getObject("next_attempt_at", LocalDateTime.class))
                        .map(at -> at.atOffset(ZoneOffset.UTC)),
                    Optional.ofNullable(row.getString("category")),
                    Optional.ofNullable(row.getString("code"))))
        .list();
  }
}
