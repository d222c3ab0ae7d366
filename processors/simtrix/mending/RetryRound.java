package simtrix.mending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import simtrix.access.Role;
import simtrix.access.Viewer;
import simtrix.deadletter.DeadLetterRetry;
import simtrix.edge.RefusedRequest;

/**
 * One round of the retry jobs: whose turn it is, and what has become of those before. A job is run
 * by one node at a time, which so keeps its rate; when that node is gone, another one goes on after
 * some seconds. An item is claimed together with its letter's retry, in one transaction: whatever
 * dies in between, no letter is tried twice or left out.
 */
@Component("retryRound")
public class RetryRound {

  private static final Logger LOG = LoggerFactory.getLogger(RetryRound.class);
  private static final Duration LEASE = Duration.ofSeconds(8);
  private static final long MOST_AT_ONCE = 50;

  private record Running(long id, boolean sending, BigDecimal rate, String by) {}

  private final JdbcClient jdbc;
  private final DeadLetterRetry retry;
  private final TransactionOperations transaction;
  private final Clock clock;
  private final String node = UUID.randomUUID().toString();
  private final Cache<Long, Bucket> rates =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(Duration.ofMinutes(10)).build();

  RetryRound(
      JdbcClient jdbc, DeadLetterRetry retry, TransactionOperations transaction, Clock clock) {
    this.jdbc = jdbc;
    this.retry = retry;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The items whose turn it is on this node; what was sent before is settled first. */
  public List<RetryItem> next() {
    List<RetryItem> items = new ArrayList<>();
    for (Running job : underWay()) {
      if (lease(job)) {
        settle(job);
        if (job.sending()) {
          items.addAll(turn(job));
        }
      }
    }
    return items;
  }

  /**
   * Claims an item and starts the retry of its letter: sets the properties {@code call} and {@code
   * claimed}. A letter that is not dead any more is skipped.
   */
  public void start(Exchange exchange, @Body RetryItem item) {
    exchange.setProperty("claimed", false);
    try {
      transaction.executeWithoutResult(
          status -> {
            if (claim(item)) {
              Viewer by = new Viewer(item.by(), Role.OPERATOR);
              retry.startAs(exchange, item.letter(), by, Map.of("job", item.job()));
              exchange.setProperty("claimed", true);
            }
          });
    } catch (RefusedRequest notDead) {
      LOG.debug(
          "Letter {} of job {} is skipped: {}", item.letter(), item.job(), notDead.getMessage());
      exchange.setProperty("claimed", false);
      skip(item);
    }
  }

  private List<Running> underWay() {
    return jdbc.sql(
            """
            select id, state = 'RUNNING' sending, rate_per_second rate, created_by `by` from retry_job
            where state = 'RUNNING' or id in (select job_id from retry_item where state = 'SENT')
            order by id""")
        .query(Running.class)
        .list();
  }

  private boolean lease(Running job) {
    LocalDateTime now = now();
    return jdbc.sql(
                """
                update retry_job set runner = :node, runner_until = :until
                where id = :id and (runner is null or runner = :node or runner_until < :now)""")
            .param("node", node)
            .param("until", now.plus(LEASE))
            .param("id", job.id())
            .param("now", now)
            .update()
        > 0;
  }

  private List<RetryItem> turn(Running job) {
    Bucket rate = rates.get(job.id(), id -> bucket(job.rate()));
    long tokens = rate.tryConsumeAsMuchAsPossible(MOST_AT_ONCE);
    if (tokens == 0) {
      return List.of();
    }
    List<Long> letters =
        jdbc.sql(
                "select letter_id from retry_item where job_id = :job and state = 'WAITING'"
                    + " order by letter_id limit :most")
            .param("job", job.id())
            .param("most", tokens)
            .query(Long.class)
            .list();
    if (tokens > letters.size()) {
      rate.addTokens(tokens - letters.size());
    }
    return letters.stream().map(letter -> new RetryItem(job.id(), letter, job.by())).toList();
  }

  /** Starts with one token, so that a job is not above its rate in its first second either. */
  private static Bucket bucket(BigDecimal perSecond) {
    long burst = Math.max(1, perSecond.setScale(0, RoundingMode.CEILING).longValue());
    Duration each =
        Duration.ofNanos(
            BigDecimal.valueOf(1_000_000_000L)
                .divide(perSecond, 0, RoundingMode.CEILING)
                .longValue());
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(1, each).initialTokens(1))
        .build();
  }

  private boolean claim(RetryItem item) {
    return jdbc.sql(
                """
                update retry_item set state = 'SENT', last_attempt =
                  (select coalesce(max(a.id), 0) from call_attempt a
                   join dead_letter d on d.call_id = a.call_id and d.kind = a.kind where d.id = :letter)
                where job_id = :job and letter_id = :letter and state = 'WAITING'
                  and exists (select 1 from retry_job j where j.id = :job and j.state = 'RUNNING')""")
            .param("job", item.job())
            .param("letter", item.letter())
            .update()
        > 0;
  }

  private void skip(RetryItem item) {
    jdbc.sql(
            "update retry_item set state = 'SKIPPED' where job_id = :job and letter_id = :letter and state = 'WAITING'")
        .param("job", item.job())
        .param("letter", item.letter())
        .update();
  }

  private void settle(Running job) {
    ended(job, "SUCCEEDED", "d.state = 'RESOLVED'");
    ended(
        job,
        "FAILED_AGAIN",
        """
        (d.state in ('DEAD', 'ARCHIVED') or exists (select 1 from call_attempt a
          where a.call_id = d.call_id and a.kind = d.kind and a.id > i.last_attempt and a.category is not null))""");
    jdbc.sql(
            """
            update retry_job set state = 'DONE', ended_at = :now where id = :job and state = 'RUNNING'
              and not exists (select 1 from retry_item i where i.job_id = :job and i.state in ('WAITING', 'SENT'))""")
        .param("now", now())
        .param("job", job.id())
        .update();
  }

  private void ended(Running job, String state, String condition) {
    jdbc.sql(
            "update retry_item i join dead_letter d on d.id = i.letter_id set i.state = :state"
                + " where i.job_id = :job and i.state = 'SENT' and "
                + condition)
        .param("state", state)
        .param("job", job.id())
        .update();
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
