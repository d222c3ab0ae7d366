package simtrix.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.failure.Category;
import simtrix.pipeline.QueueStates;
import simtrix.portal.Portal;

/**
 * What database and broker know of queues, dead letters, phones and portals, read a few times a
 * minute and shown from memory. Every node shows the same figures: where several are asked, the
 * greatest counts, not the sum.
 */
@Component("houseMetrics")
public class HouseMetrics {

  /** Statuses in which a call waits for something. */
  private static final List<String> WAITING = List.of("QUEUED", "RETRYING", "DEAD");

  private static final Duration ON_ITS_WAY = Duration.ofSeconds(20);

  /** Phones by how long ago they were last heard of: each is in one of these. */
  private static final List<String> SEEN = List.of("5m", "1h", "1d", "longer", "never");

  private record Reading(
      Map<String, Double> oldest,
      Map<String, Double> letters,
      Map<String, Double> phones,
      Map<String, Double> portals,
      double overdue,
      double unsent,
      double outbox,
      double ownDead) {}

  /**
   * In SQL no column is called {@code label}: MariaDB groups by a column before it groups by an
   * alias.
   */
  private record Sample(String label, double value) {}

  private static final String OWN_DEAD = "own.dead";

  private final JdbcClient jdbc;
  private final QueueStates queues;
  private final Clock clock;
  private volatile Reading last = new Reading(Map.of(), Map.of(), Map.of(), Map.of(), 0, 0, 0, 0);

  HouseMetrics(JdbcClient jdbc, QueueStates queues, Clock clock, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.queues = queues;
    this.clock = clock;
    for (String status : WAITING) {
      Gauge.builder("simtrix.calls.oldest", of(Reading::oldest, status))
          .description("Age of the call that has waited longest in this status")
          .baseUnit("seconds")
          .tag("status", status)
          .register(meters);
    }
    Gauge.builder("simtrix.retries.overdue", () -> last.overdue())
        .description("How long the most belated retry should have been made already")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("simtrix.calls.unsent", () -> last.unsent())
        .description(
            "Calls in the journal whose message is not in the broker yet, though it should be")
        .register(meters);
    for (Category category : Category.values()) {
      Gauge.builder("simtrix.dead.letters", of(Reading::letters, category.name()))
          .description("Dead letters that wait for a person, by category")
          .tag("category", category.name())
          .register(meters);
    }
    Gauge.builder("simtrix.own.dead", () -> last.ownDead())
        .description("Messages of an operator's own queues that were given up, on own.dead")
        .register(meters);
    for (String seen : SEEN) {
      Gauge.builder("simtrix.phones", of(Reading::phones, seen))
          .description("Paired phones by how long ago they were last heard of")
          .tag("seen", seen)
          .register(meters);
    }
    Gauge.builder("simtrix.phones.outbox", () -> last.outbox())
        .description("Events that waited on the phones at their last heartbeat of the last day")
        .register(meters);
    for (Portal.Status status : Portal.Status.values()) {
      Gauge.builder("simtrix.portals", of(Reading::portals, status.name()))
          .description("Portals by status")
          .tag("status", status.name())
          .register(meters);
    }
  }

  /** Reads database and broker once; what the broker does not say stays as it was. */
  public void read() {
    OptionalLong dead = queues.messages(OWN_DEAD);
    double ownDead = dead.isPresent() ? dead.getAsLong() : last.ownDead();
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    last =
        new Reading(
            samples(
                """
                select status label, timestampdiff(second, min(coalesce(queued_at, received_at)), :now) value
                from call_journal where status in ('QUEUED', 'RETRYING', 'DEAD') group by status""",
                now),
            samples(
                "select category label, count(*) value from dead_letter where state = 'DEAD' group by category",
                now),
            phones(now),
            samples(
                """
                select if(status = 'ACTIVE' and paused_at is not null, 'PAUSED', status) label, count(*) value
                from portal group by label""",
                now),
            one(
                """
                select coalesce(timestampdiff(second, min(next_attempt_at), :now), 0) from call_journal
                where status = 'RETRYING' and next_attempt_at < :now""",
                now),
            one(
                """
                select count(*) from call_journal
                where status = 'QUEUED' and sent_at is null and queued_at < :limit""",
                now.minus(ON_ITS_WAY)),
            one(
                """
                select coalesce(sum(queue_length), 0) from device
                where revoked_at is null and last_seen_at > :limit""",
                now.minusDays(1)),
            ownDead);
  }

  private Map<String, Double> phones(LocalDateTime now) {
    return samples(
        """
        select case when last_seen_at is null then 'never'
                    when last_seen_at > :now - interval 5 minute then '5m'
                    when last_seen_at > :now - interval 1 hour then '1h'
                    when last_seen_at > :now - interval 1 day then '1d'
                    else 'longer' end label, count(*) value
        from device where revoked_at is null group by label""",
        now);
  }

  private Map<String, Double> samples(String sql, LocalDateTime now) {
    return jdbc.sql(sql).param("now", now).query(Sample.class).list().stream()
        .collect(
            Collectors.toMap(sample -> sample.label().toUpperCase(Locale.ROOT), Sample::value));
  }

  private double one(String sql, LocalDateTime time) {
    return Optional.ofNullable(
            jdbc.sql(sql)
                .param(sql.contains(":limit") ? "limit" : "now", time)
                .query(Double.class)
                .single())
        .orElse(0.0);
  }

  private Supplier<Number> of(Function<Reading, Map<String, Double>> part, String name) {
    String key = name.toUpperCase(Locale.ROOT);
    return () -> part.apply(last).getOrDefault(key, 0.0);
  }
}
