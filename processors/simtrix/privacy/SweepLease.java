package simtrix.privacy;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets one node do what all could do; when it is gone another one may after a while. */
@Component
class SweepLease {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final String node = UUID.randomUUID().toString();

  SweepLease(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Whether this node may do it now, and for so long. */
  boolean take(String name, Duration length) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    jdbc.sql(
            "insert ignore into sweep_lease (name, holder, held_until) values (:name, :node, :now)")
        .param("name", name)
        .param("node", node)
        .param("now", now)
        .update();
    return jdbc.sql(
                """
                update sweep_lease set holder = :node, held_until = :until
                where name = :name and (holder = :node or held_until <= :now)""")
            .param("node", node)
            .param("until", now.plus(length))
            .param("name", name)
            .param("now", now)
            .update()
        > 0;
  }
}
