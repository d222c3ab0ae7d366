package simtrix.writing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.routing.QueueMessage;

/** Tells queues of an integration engineer's own of a call. */
@Component("callReports")
public class CallReports {

  private final ObjectMapper json;

  CallReports(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Turns the exchange into a message about the call in property {@code call}. A queue takes one
   * message about a call; what repetitions send is dropped by the broker.
   */
  public void make(Exchange exchange) throws JsonProcessingException {
    Call call = exchange.getProperty("call", Call.class);
    String id = call.id().toString();
    QueueMessage.make(
        exchange, call.id(), call.portal(), id, json.writeValueAsString(CallReport.of(call)));
    QueueMessage.once(exchange, id);
  }
}
