package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jms.UncategorizedJmsException;
import simtrix.routes.Outside.Sent;

@DisplayName("routes/retries.camel.yaml")
class RetriesRoutesTest extends RouteTest {

  private static final Map<String, Object> DUE =
      Map.of(
          "portal",
          7L,
          "callId",
          Samples.CALL_ID.toString(),
          "JMSXGroupID",
          "+4915112345678",
          "_AMQ_SCHED_DELIVERY",
          5L,
          "JMSXDeliveryCount",
          3,
          "X-Evil",
          "1");

  @Override
  protected List<String> files() {
    return List.of("retries");
  }

  @Override
  protected void beans() {
    // This route calls none.
  }

  @Test
  @DisplayName("A retry that is due goes back to its portal's queue as it was, one move for both")
  void due() throws Exception {
    assertThat(broker.comesIn("crm.retry", Samples.ORDER, DUE).isFailed()).isFalse();
    Sent message = assertSentTo("crm.writes.7");
    assertThat(message.body()).isEqualTo(Samples.ORDER);
    assertThat(message.options()).containsEntry("transacted", "true");
    assertThat(context.getRoute("retry-due").getEndpoint().getEndpointUri())
        .contains("transacted=true");
  }

  @Test
  @DisplayName("It keeps its place among the calls of its number, and loses its appointment")
  void headers() throws Exception {
    broker.comesIn("crm.retry", Samples.ORDER, DUE);
    assertThat(assertSentTo("crm.writes.7").headers())
        .containsOnlyKeys("portal", "callId", "JMSXGroupID")
        .containsEntry("JMSXGroupID", "+4915112345678");
  }

  @Test
  @DisplayName("If it cannot be sent on it stays among the retries")
  void brokerAway() throws Exception {
    broker.goAway(new UncategorizedJmsException("gone"));
    Exchange retry = broker.comesIn("crm.retry", Samples.ORDER, DUE);
    assertThat(retry.isFailed()).as("the transaction rolls back").isTrue();
  }
}
