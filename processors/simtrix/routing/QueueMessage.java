package simtrix.routing;

import java.time.Instant;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A message about a call on the queues between the routes: what it carries beside its body. */
public final class QueueMessage {

  /** Header and JMS property: id of the portal, which names the queue. */
  public static final String PORTAL = "portal";

  /** Header and JMS property: the call, so that broker tools can select by it. */
  public static final String CALL_ID = "callId";

  /** JMS: messages of one group are delivered one after the other (DESIGN 3, "Writing"). */
  private static final String GROUP = "JMSXGroupID";

  /** Artemis: not to be delivered before, in milliseconds since 1970. */
  private static final String NOT_BEFORE = "_AMQ_SCHED_DELIVERY";

  /** Artemis: of messages with the same one an address takes the first alone. */
  private static final String ONCE = "_AMQ_DUPL_ID";

  private QueueMessage() {}

  /** Turns the exchange into the message; no header of before travels on. */
  public static void make(Exchange exchange, UUID call, long portal, String group, String body) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(CALL_ID, call.toString());
    message.setHeader(PORTAL, portal);
    message.setHeader(GROUP, group);
    message.setBody(body);
  }

  /** Has the broker drop the message where its address has taken one with this id already. */
  public static void once(Exchange exchange, String id) {
    exchange.getMessage().setHeader(ONCE, id);
  }

  /** Has the message delivered at the time in property {@code nextAttemptAt}. */
  public static void putOff(Exchange exchange) {
    exchange
        .getMessage()
        .setHeader(NOT_BEFORE, exchange.getProperty("nextAttemptAt", Instant.class).toEpochMilli());
  }
}
