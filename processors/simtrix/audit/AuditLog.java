package simtrix.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The entries of the audit. */
@Component
public class AuditLog {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_TARGET = 255;
  private static final String FITTING =
      """
       from audit_entry
      where (:user is null or user_name = :user) and (:action is null or action = :action)
        and (:allowed is null or allowed = :allowed)
        and (:from is null or at >= :from) and (:to is null or at < :to)
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  AuditLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps one entry, with the time of now. */
  public void record(String user, String action, String target, boolean allowed, int status) {
    jdbc.sql(
            "insert into audit_entry (at, user_name, action, target, allowed, status)"
                + " values (:at, :user, :action, :target, :allowed, :status)")
        .param("at", utc(clock.instant()))
        .param("user", cut(user, LONGEST_NAME))
        .param("action", cut(action, LONGEST_NAME))
        .param("target", cut(target, LONGEST_TARGET))
        .param("allowed", allowed)
        .param("status", status)
        .update();
  }

  /** Forgets entries before that time, some thousands at a time. */
  public int forgetBefore(Instant limit) {
    return jdbc.sql("delete from audit_entry where at < :limit order by at limit 5000")
        .param("limit", utc(limit))
        .update();
  }

  /**
   * The latest entries first.
   *
   * @param first how many to leave out
   */
  public List<AuditEntry> list(AuditFilter filter, long first, int size) {
    return with(
            filter, "select *" + FITTING + "order by at desc, id desc limit :size offset :first")
        .param("size", size)
        .param("first", first)
        .query(AuditLog::read)
        .list();
  }

  public long count(AuditFilter filter) {
    return with(filter, "select count(*)" + FITTING).query(Long.class).single();
  }

  private JdbcClient.StatementSpec with(AuditFilter filter, String sql) {
    return jdbc.sql(sql)
        .param("user", filter.user().orElse(null))
        .param("action", filter.action().orElse(null))
        .param("allowed", filter.allowed().orElse(null))
        .param("from", filter.from().map(AuditLog::utc).orElse(null))
        .param("to", filter.to().map(AuditLog::utc).orElse(null));
  }

  private static AuditEntry read(ResultSet row, int number) throws SQLException {
    return new AuditEntry(
        row.getLong("id"),
        row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
        row.getString("user_name"),
        row.getString("action"),
        row.getString("target"),
        row.getBoolean("allowed"),
        row.getInt("status"));
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
