package simtrix.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/** Makes and reads the messages of the queues of recordings. */
@Component("attachOrders")
public class AttachOrders {

  private static final String PORTAL = "portal";
  private static final String CALL_ID = "callId";

  /** JMS: two messages of one recording are never worked on at the same time. */
  private static final String GROUP = "JMSXGroupID";

  /** Artemis: not to be delivered before, in milliseconds since 1970. */
  private static final String NOT_BEFORE = "_AMQ_SCHED_DELIVERY";

  private final ObjectMapper json;

  public AttachOrders(ObjectMapper json) {
    this.json = json;
  }

  /** Turns the exchange into the message for the recording in property {@code recording}. */
  public void order(Exchange exchange) throws JsonProcessingException {
    Recording recording = exchange.getProperty("recording", Recording.class);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(CALL_ID, recording.callId().toString());
    message.setHeader(PORTAL, recording.portal());
    message.setHeader(DeadLetterQueue.KIND, WriteKind.RECORDING.name());
    message.setHeader(GROUP, recording.callId().toString());
    message.setBody(
        json.writeValueAsString(
            new AttachOrder(
                recording.callId(), recording.portal(), recording.ticket(), WriteKind.RECORDING)));
  }

  /** The same, to be delivered at the time in property {@code nextAttemptAt}. */
  public void orderForLater(Exchange exchange) throws JsonProcessingException {
    order(exchange);
    exchange
        .getMessage()
        .setHeader(NOT_BEFORE, exchange.getProperty("nextAttemptAt", Instant.class).toEpochMilli());
  }

  /** The message for the dead letters; one that names no recording goes there as it is. */
  public void orderForDead(Exchange exchange) throws JsonProcessingException {
    if (exchange.getProperty("recording") != null) {
      order(exchange);
    } else {
      exchange.getMessage().removeHeaders("*");
    }
  }

  /**
   * @throws CrmFailure BUG, when the text is no order
   */
  AttachOrder read(String text) {
    try {
      return json.readValue(text, AttachOrder.class);
    } catch (JsonProcessingException broken) {
      throw CrmFailure.of(
          Category.BUG,
          "UNREADABLE_ORDER",
          "A message on the queue of recordings is no order to attach one; look at its body.",
          broken);
    }
  }
}
