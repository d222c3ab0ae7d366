package simtrix.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.camel.Headers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.call.CallStatus;
import simtrix.failure.Category;

/** How it goes, at a glance. */
@Component("overviewDesk")
public class OverviewDesk {

  private static final int HOURS = 24;
  private static final int DAYS = 14;

  /**
   * @param counts as {@code GET /calls/counts} has them
   * @param hours failed attempts of the last 24 hours, the oldest hour first
   * @param days the same of the last 14 days, by UTC
   */
  public record Overview(
      Map<String, Long> counts,
      List<Bar> hours,
      List<Bar> days,
      Optional<OldestWaiting> oldestWaiting) {}

  /**
   * One hour or day.
   *
   * @param failures how many attempts failed in it; a category without any is left out
   */
  public record Bar(Instant from, Map<Category, Long> failures) {}

  /**
   * The ended call that has been waiting to be written for the longest time.
   *
   * @param since when the server first heard of it
   */
  public record OldestWaiting(UUID callId, long portal, CallStatus status, Instant since) {}

  private record Failed(long slot, Category category, long attempts) {}

  private final JdbcClient jdbc;
  private final CallDesk calls;
  private final Clock clock;

  OverviewDesk(JdbcClient jdbc, CallDesk calls, Clock clock) {
    this.jdbc = jdbc;
    this.calls = calls;
    this.clock = clock;
  }

  /** For the route. */
  public Overview find(@Headers Map<String, Object> request) {
    return overview(CallFilter.of(request).portal());
  }

  /** Of one portal, or of all. */
  public Overview overview(Optional<Long> portal) {
    Instant now = clock.instant();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1));
    Instant day = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS - 1));
    return new Overview(
        calls.countsOf(portal),
        bars(portal, hour, Duration.ofHours(1), HOURS),
        bars(portal, day, Duration.ofDays(1), DAYS),
        oldest(portal));
  }

  private List<Bar> bars(Optional<Long> portal, Instant from, Duration width, int number) {
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      bars.add(new Bar(from.plus(width.multipliedBy(i)), new TreeMap<>()));
    }
    for (Failed failed : failed(portal, from, width)) {
      if (failed.slot() < number) {
        bars.get((int) failed.slot()).failures().put(failed.category(), failed.attempts());
      }
    }
    return bars;
  }

  private List<Failed> failed(Optional<Long> portal, Instant from, Duration width) {
    String ofPortal =
        portal.isPresent()
            ? " join call_journal c on c.call_id = a.call_id and c.portal_id = :portal"
            : "";
    JdbcClient.StatementSpec question =
        jdbc.sql(
            "select timestampdiff(second, :from, a.at) div :width slot, a.category, count(*) attempts"
                + " from call_attempt a"
                + ofPortal
                + " where a.at >= :from and a.category is not null group by slot, a.category");
    portal.ifPresent(id -> question.param("portal", id));
    return question
        .param("from", LocalDateTime.ofInstant(from, ZoneOffset.UTC))
        .param("width", width.toSeconds())
        .query(Failed.class)
        .list();
  }

  private Optional<OldestWaiting> oldest(Optional<Long> portal) {
    return jdbc.sql(
            """
            select call_id, portal_id, status, received_at from call_journal
            where status in ('QUEUED', 'RETRYING') and (:portal is null or portal_id = :portal)
            order by received_at limit 1""")
        .param("portal", portal.orElse(null))
        .query(
            (row, number) ->
                new OldestWaiting(
                    UUID.fromString(row.getString("call_id")),
                    row.getLong("portal_id"),
                    CallStatus.valueOf(row.getString("status")),
                    row.getObject("received_at", LocalDateTime.class).toInstant(ZoneOffset.UTC)))
        .optional();
  }
}
