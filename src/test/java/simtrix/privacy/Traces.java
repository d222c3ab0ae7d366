package simtrix.privacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.core.JmsTemplate;
import simtrix.testing.RunningServer;

/** Looks through everything that a server keeps for a text, whatever stands between its digits. */
final class Traces {

  private static final List<String> QUEUES = List.of("crm.dead", "crm.retry");

  private final JdbcClient database;
  private final JmsTemplate broker;

  Traces(RunningServer server) {
    this.database = server.bean(JdbcClient.class);
    this.broker = new JmsTemplate(server.bean(jakarta.jms.ConnectionFactory.class));
  }

  /** The columns of all tables, and the queues, in which a number stands in any spelling. */
  List<String> ofNumber(String significantDigits) {
    List<String> found = columns("regexp_replace(%s, '[^0-9]', '')", significantDigits);
    for (String queue : QUEUES) {
      broker.browse(
          queue,
          (session, browser) -> {
            for (Object message :
                Collections.list((java.util.Enumeration<?>) browser.getEnumeration())) {
              if (message.toString().contains(significantDigits)) {
                found.add(queue);
              }
            }
            return true;
          });
    }
    return found;
  }

  /** The columns of all tables in which a word stands. */
  List<String> ofWord(String word) {
    return columns("%s", word);
  }

  private List<String> columns(String expression, String text) {
    List<String> found = new ArrayList<>();
    List<String[]> columns =
        database
            .sql(
                """
                select table_name, column_name from information_schema.columns
                where table_schema = database() and data_type in ('char', 'varchar', 'text', 'longtext', 'json')""")
            .query((row, index) -> new String[] {row.getString(1), row.getString(2)})
            .list();
    for (String[] column : columns) {
      String searched = expression.formatted("convert(`" + column[1] + "` using utf8mb4)");
      long rows =
          database
              .sql("select count(*) from `%s` where %s like :text".formatted(column[0], searched))
              .param("text", "%" + text + "%")
              .query(Long.class)
              .single();
      if (rows > 0) {
        found.add(column[0] + "." + column[1]);
      }
    }
    return found;
  }
}
