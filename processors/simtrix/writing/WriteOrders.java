package simtrix.writing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/** Makes and reads the messages of the write queues. */
@Component("writeOrders")
public class WriteOrders {

  /** Header and JMS property: id of the portal, which names the queue. */
  public static final String PORTAL = "portal";

  /** Header and JMS property: the call, so that broker tools can select by it. */
  public static final String CALL_ID = "callId";

  /** JMS: messages of one group are delivered one after the other (DESIGN 3, "Writing"). */
  private static final String GROUP = "JMSXGroupID";

  /** Artemis: not to be delivered before, in milliseconds since 1970. */
  private static final String NOT_BEFORE = "_AMQ_SCHED_DELIVERY";

  private final ObjectMapper json;

  public WriteOrders(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Turns the exchange into the message for the call in property {@code call}; no header of before
   * travels on.
   */
  public void order(Exchange exchange) throws JsonProcessingException {
    Call call = exchange.getProperty("call", Call.class);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(CALL_ID, call.id().toString());
    message.setHeader(PORTAL, call.portal());
    message.setHeader(GROUP, call.e164().orElseGet(() -> call.id().toString()));
    message.setBody(
        json.writeValueAsString(new WriteOrder(call.id(), call.portal(), call.ticket())));
  }

  /** The same, to be delivered at the time in property {@code nextAttemptAt}. */
  public void orderForLater(Exchange exchange) throws JsonProcessingException {
    order(exchange);
    exchange
        .getMessage()
        .setHeader(NOT_BEFORE, exchange.getProperty("nextAttemptAt", Instant.class).toEpochMilli());
  }

  /** The message for the dead letters; one that names no call of ours goes there as it is. */
  public void orderForDead(Exchange exchange) throws JsonProcessingException {
    if (exchange.getProperty("call") != null) {
      order(exchange);
    } else {
      exchange.getMessage().removeHeaders("*");
    }
  }

  /**
   * @throws CrmFailure BUG, when the text is no order
   */
  public WriteOrder read(String text) {
    try {
      return json.readValue(text, WriteOrder.class);
    } catch (JsonProcessingException broken) {
      throw CrmFailure.of(
          Category.BUG,
          "UNREADABLE_ORDER",
          "A message on the write queue is no write order; look at its body.",
          broken);
    }
  }
}
