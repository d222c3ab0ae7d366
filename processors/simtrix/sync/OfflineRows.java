package simtrix.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far this server is with the events that each portal keeps for it. A row is leased to one node
 * while it is asked about.
 */
@Component
class OfflineRows {

  /** Longer than the slowest answers of a portal take; a node that died is followed after it. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** A portal that asks to be looked at is, but not more often than this. */
  private static final Duration BREATH = Duration.ofSeconds(2);

  /**
   * Where a portal stands.
   *
   * @param offered whether it keeps events for us
   * @param fetched the package that was fetched and not given back
   * @param asked whether another package may be set aside of which nobody knows
   */
  record Standing(long portal, boolean offered, Optional<String> fetched, boolean asked) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  OfflineRows(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Leases the portals whose turn it is to this node. */
  List<Long> lease(int most) {
    jdbc.sql(
            """
            insert ignore into portal_offline (portal_id, next_at)
            select p.id, :now from portal p left join portal_offline o on o.portal_id = p.id
            where o.portal_id is null and p.mode = 'OAUTH'""")
        .param("now", now())
        .update();
    return jdbc
        .sql(
            """
            select o.portal_id from portal_offline o join portal p on p.id = o.portal_id
            where o.next_at <= :now and (o.leased_until is null or o.leased_until <= :now)
              and p.mode = 'OAUTH' and p.status = 'ACTIVE' order by o.next_at limit :most""")
        .param("now", now())
        .param("most", most)
        .query(Long.class)
        .list()
        .stream()
        .filter(this::lease)
        .toList();
  }

  private boolean lease(long portal) {
    return jdbc.sql(
                """
                update portal_offline set leased_until = :until
                where portal_id = :portal and (leased_until is null or leased_until <= :now)""")
            .param("until", in(LEASE))
            .param("portal", portal)
            .param("now", now())
            .update()
        > 0;
  }

  Standing standing(long portal) {
    return jdbc.sql("select * from portal_offline where portal_id = :portal")
        .param("portal", portal)
        .query(
            (row, number) ->
                new Standing(
                    portal,
                    row.getBoolean("offered"),
                    Optional.ofNullable(row.getString("package")),
                    row.getBoolean("asked")))
        .single();
  }

  void offered(long portal, boolean offered) {
    set(portal, "offered", offered);
  }

  /** A question for the next package leaves. */
  void asks(long portal) {
    set(portal, "asked", true);
  }

  /** The answer is here, and nothing is set aside but this. */
  void fetched(long portal, Optional<String> process) {
    jdbc.sql(
            "update portal_offline set asked = false, package = :process, leased_until = :until"
                + " where portal_id = :portal")
        .param("process", process.orElse(null))
        .param("until", in(LEASE))
        .param("portal", portal)
        .update();
  }

  /** This node is done with the portal until then. */
  void release(long portal, Duration pause) {
    jdbc.sql(
            "update portal_offline set leased_until = null, next_at = :next where portal_id = :portal")
        .param("next", in(pause))
        .param("portal", portal)
        .update();
  }

  /** The portal says that something waits. */
  void hurry(long portal) {
    jdbc.sql(
            "update portal_offline set next_at = least(next_at, :soon) where portal_id = :portal and offered")
        .param("soon", in(BREATH))
        .param("portal", portal)
        .update();
  }

  /** The portal has come in, perhaps anew: whatever was bound there may be gone. */
  void begin(long portal) {
    jdbc.sql(
            """
            insert into portal_offline (portal_id, next_at)
            select id, :now from portal where id = :portal and mode = 'OAUTH'
            on duplicate key update offered = false, next_at = values(next_at)""")
        .param("now", now())
        .param("portal", portal)
        .update();
  }

  private void set(long portal, String column, boolean value) {
    jdbc.sql("update portal_offline set " + column + " = :value where portal_id = :portal")
        .param("value", value)
        .param("portal", portal)
        .update();
  }

  private LocalDateTime now() {
    return in(Duration.ZERO);
  }

  private LocalDateTime in(Duration pause) {
    Instant at = clock.instant().plus(pause);
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
