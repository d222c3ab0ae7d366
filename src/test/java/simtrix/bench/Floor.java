package simtrix.bench;

import jakarta.jms.ConnectionFactory;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.core.JmsTemplate;
import simtrix.bench.Load.Run;
import simtrix.testing.RunningServer;

/**
 * What no design can beat on this machine: a bare row committed to the same MariaDB and then a bare
 * persistent message sent to the same Artemis, both set up as the server has them.
 */
final class Floor {

  private static final int TIMES = 4_000;
  private static final String QUEUE = "crm.bench";

  private Floor() {}

  /**
   * @param one pairs a second with one thread
   * @param many the same with as many threads as the intake is measured with
   */
  record Rates(Run one, Run many) {}

  static Rates measure(int atOnce) {
    RunningServer server = RunningServer.with(Map.of());
    try {
      JdbcClient jdbc = server.bean(JdbcClient.class);
      JmsTemplate jms = new JmsTemplate(server.bean(ConnectionFactory.class));
      jdbc.sql("create table bench (id char(36) primary key, note varchar(200)) engine=InnoDB")
          .update();
      Load.full(TIMES, atOnce, i -> pair(jdbc, jms));
      Run one = Load.full(TIMES / 2, 1, i -> pair(jdbc, jms));
      return new Rates(one, Load.full(TIMES * 2, atOnce, i -> pair(jdbc, jms)));
    } finally {
      server.stop();
    }
  }

  private static void pair(JdbcClient jdbc, JmsTemplate jms) {
    String id = UUID.randomUUID().toString();
    jdbc.sql("insert into bench (id, note) values (:id, 'a row')").param("id", id).update();
    jms.convertAndSend(QUEUE, id);
  }
}
