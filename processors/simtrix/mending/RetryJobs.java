package simtrix.mending;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.access.AuditTrail;
import simtrix.access.Viewer;
import simtrix.deadletter.LetterSearch.Where;
import simtrix.edge.RefusedRequest;
import simtrix.edge.RouteHeaders;
import simtrix.text.Sentence;

/**
 * The retry jobs as people make, watch and cancel them. What a job retries is fixed when it is
 * made: what fails afterwards is not in it.
 */
@Component("retryJobs")
public class RetryJobs {

  private static final BigDecimal USUAL_RATE = BigDecimal.TEN;
  private static final int SHOWN = 10;

  /**
   * @param total how many letters matched
   */
  public record Made(long id, long total) {}

  private static final String JOBS =
      """
      select j.*,
        (select count(*) from retry_item i where i.job_id = j.id and i.state = 'SUCCEEDED') succeeded,
        (select count(*) from retry_item i where i.job_id = j.id and i.state = 'FAILED_AGAIN') failed_again,
        (select count(*) from retry_item i where i.job_id = j.id and i.state = 'SKIPPED') skipped
      from retry_job j""";

  private final JdbcClient jdbc;
  private final ChosenLetters letters;
  private final Clock clock;

  RetryJobs(JdbcClient jdbc, ChosenLetters letters, Clock clock) {
    this.jdbc = jdbc;
    this.letters = letters;
    this.clock = clock;
  }

  /**
   * Makes a job of the dead letters that match now.
   *
   * @throws RefusedRequest 400 without letters, or with both ways to name them; 404 for an id that
   *     no letter has
   */
  @Transactional
  public Made create(
      @Body NewJob wanted,
      @ExchangeProperty("viewer") Viewer viewer,
      @Header(RouteHeaders.HTTP_REQUEST) HttpServletRequest http) {
    Where where = letters.dead(wanted.ids(), wanted.filter());
    wanted.ids().ifPresent(this::refuseUnknown);
    jdbc.sql(
            "insert into retry_job (state, rate_per_second, total, created_at, created_by)"
                + " values ('RUNNING', :rate, 0, :now, :by)")
        .param("rate", wanted.ratePerSecond().orElse(USUAL_RATE))
        .param("now", now())
        .param("by", viewer.name())
        .update();
    long job = jdbc.sql("select last_insert_id()").query(Long.class).single();
    Map<String, Object> values = new HashMap<>(where.values());
    values.put("job", job);
    int total =
        jdbc.sql(
                "insert into retry_item (job_id, letter_id, state) select :job, id, 'WAITING'"
                    + " from dead_letter where "
                    + where.condition())
            .params(values)
            .update();
    jdbc.sql("update retry_job set total = :total where id = :job")
        .param("total", total)
        .param("job", job)
        .update();
    AuditTrail.about(http, String.valueOf(job));
    return new Made(job, total);
  }

  /** The last ten, the newest first. */
  public List<RetryJob> last() {
    return jdbc.sql(JOBS + " order by j.id desc limit " + SHOWN).query(RetryJobs::read).list();
  }

  /**
   * @throws RefusedRequest 404
   */
  public RetryJob one(@Header("id") long id) {
    return jdbc.sql(JOBS + " where j.id = :id")
        .param("id", id)
        .query(RetryJobs::read)
        .optional()
        .orElseThrow(() -> RefusedRequest.notFound(Sentence.of("refusal.job.none", id)));
  }

  /**
   * No letter of the job is tried from now on; retries that are on their way come to their end. A
   * second time changes nothing.
   *
   * @throws RefusedRequest 404; 409 for a job that is done
   */
  @Transactional
  public RetryJob cancel(@Header("id") long id) {
    jdbc.sql(
            "update retry_job set state = 'CANCELLED', ended_at = :now where id = :id and state = 'RUNNING'")
        .param("now", now())
        .param("id", id)
        .update();
    RetryJob job = one(id);
    if (job.state() == RetryJob.State.DONE) {
      throw RefusedRequest.of(HttpStatus.CONFLICT, Sentence.of("refusal.job.done", id));
    }
    return job;
  }

  private void refuseUnknown(List<Long> ids) {
    Set<Long> unknown = new HashSet<>(ids);
    jdbc.sql("select id from dead_letter where id in (:ids)")
        .param("ids", ids)
        .query(Long.class)
        .list()
        .forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw RefusedRequest.notFound(
          Sentence.of("refusal.job.unknown-letter", unknown.iterator().next()));
    }
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static RetryJob read(ResultSet row, int number) throws SQLException {
    long succeeded = row.getLong("succeeded");
    long failedAgain = row.getLong("failed_again");
    long skipped = row.getLong("skipped");
    long done = succeeded + failedAgain + skipped;
    long total = row.getLong("total");
    return new RetryJob(
        row.getLong("id"),
        RetryJob.State.valueOf(row.getString("state")),
        row.getBigDecimal("rate_per_second"),
        total,
        done,
        succeeded,
        failedAgain,
        skipped,
        total - done,
        row.getString("created_by"),
        row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
        Optional.ofNullable(row.getObject("ended_at", LocalDateTime.class))
            .map(time -> time.toInstant(ZoneOffset.UTC)));
  }
}
