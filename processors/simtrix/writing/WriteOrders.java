package simtrix.writing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.routing.QueueMessage;

/** Makes and reads the messages of the write queues. */
@Component("writeOrders")
public class WriteOrders {

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
    QueueMessage.make(
        exchange,
        call.id(),
        call.portal(),
        call.e164().map(WriteOrders::group).orElseGet(() -> call.id().toString()),
        json.writeValueAsString(new WriteOrder(call.id(), call.portal(), call.ticket())));
  }

  /** One for each caller, and no number: brokers, their tools and their logs show it. */
  private static String group(String e164) {
    return Integer.toHexString(e164.hashCode());
  }

  /** The same, to be delivered at the time in property {@code nextAttemptAt}. */
  public void orderForLater(Exchange exchange) throws JsonProcessingException {
    order(exchange);
    QueueMessage.putOff(exchange);
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
