package simtrix.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.routing.QueueMessage;

/** Makes and reads the messages of the queues of recordings. */
@Component("attachOrders")
public class AttachOrders {

  private final ObjectMapper json;

  public AttachOrders(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Turns the exchange into the message for the recording in property {@code recording}; two of one
   * recording are never worked on at the same time.
   */
  public void order(Exchange exchange) throws JsonProcessingException {
    Recording recording = exchange.getProperty("recording", Recording.class);
    QueueMessage.make(
        exchange,
        recording.callId(),
        recording.portal(),
        recording.callId().toString(),
        json.writeValueAsString(
            new AttachOrder(
                recording.callId(), recording.portal(), recording.ticket(), WriteKind.RECORDING)));
    exchange.getMessage().setHeader(DeadLetterQueue.KIND, WriteKind.RECORDING.name());
  }

  /** The same, to be delivered at the time in property {@code nextAttemptAt}. */
  public void orderForLater(Exchange exchange) throws JsonProcessingException {
    order(exchange);
    QueueMessage.putOff(exchange);
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
