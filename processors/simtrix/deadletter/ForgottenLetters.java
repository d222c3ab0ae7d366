package simtrix.deadletter;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import simtrix.call.CallsForgotten;

/**
 * Takes the persons out of the letters of forgotten calls: numbers, what a portal said, notes. An
 * archived letter is closed with that, because nothing is left that could be written.
 */
@Component
class ForgottenLetters {

  private static final Logger LOG = LoggerFactory.getLogger(ForgottenLetters.class);

  private final JdbcClient jdbc;
  private final DeadLetterQueue queue;

  ForgottenLetters(JdbcClient jdbc, DeadLetterQueue queue) {
    this.jdbc = jdbc;
    this.queue = queue;
  }

  @EventListener
  void forget(CallsForgotten forgotten) {
    jdbc.sql(
            """
            update dead_letter set number = null, message = '', normalised = '', note = null, state = 'RESOLVED'
            where call_id in (:calls)""")
        .param("calls", texts(forgotten.callIds()))
        .update();
  }

  /**
   * The messages of archived calls name the caller as their group. One that cannot be taken away
   * now is found by the next comparison of queue and journal.
   */
  @TransactionalEventListener
  void takeMessagesAway(CallsForgotten forgotten) {
    try {
      jdbc.sql("select call_id from call_journal where call_id in (:calls) and status = 'ARCHIVED'")
          .param("calls", texts(forgotten.callIds()))
          .query(String.class)
          .list()
          .forEach(call -> queue.removeMessages(UUID.fromString(call)));
    } catch (JmsException away) {
      LOG.info("Messages of forgotten calls are taken away once the broker is back.");
    }
  }

  private static List<String> texts(List<UUID> calls) {
    return calls.stream().map(UUID::toString).toList();
  }
}
