package simtrix.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.jms.JmsConstants;
import org.apache.camel.component.jms.JmsHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Stands in for a component that reaches out of the server: the broker, the journal, a portal, the
 * clock. It keeps what routes send there, and hands a route what a test lets come in.
 */
final class Outside extends DefaultComponent {

  /** What comes back of what was sent. */
  interface Reaction {
    void to(Sent sent, Exchange exchange) throws Exception;
  }

  /**
   * Something that a route sent.
   *
   * @param address what the endpoint's URI names after its scheme, without the query
   * @param options what the route's YAML says of the endpoint
   */
  record Sent(
      String address, Map<String, Object> options, Map<String, Object> headers, Object body) {}

  private final HeaderFilterStrategy border;
  private final Reaction reaction;
  private final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer> consumers = new ConcurrentHashMap<>();
  private Optional<Exception> outage = Optional.empty();

  private Outside(HeaderFilterStrategy border, Reaction reaction) {
    this.border = border;
    this.reaction = reaction;
    // The configurer of the component that this stands in for would take it for that one.
    setAutowiredEnabled(false);
  }

  /** A broker: of a message's headers only those that camel-jms lets through arrive. */
  static Outside broker() {
    return new Outside(new JmsHeaderFilterStrategy(), (sent, exchange) -> {});
  }

  /** A journal, a portal: everything arrives there, and something comes back. */
  static Outside answering(Reaction reaction) {
    return new Outside(null, reaction);
  }

  /** From now on nothing can be sent there. */
  void goAway(Exception why) {
    outage = Optional.of(why);
  }

  /** Everything that was sent, in its order. */
  List<Sent> sent() {
    return sent;
  }

  /** What was sent to one address. */
  List<Sent> sentTo(String address) {
    return sent.stream().filter(one -> one.address().equals(address)).toList();
  }

  /**
   * Lets something come in.
   *
   * @return what became of it: a broker takes a message back whose exchange has failed
   */
  Exchange comesIn(String address, Object body, Map<String, Object> headers) throws Exception {
    DefaultConsumer consumer = (DefaultConsumer) consumers.get(address);
    if (consumer == null) {
      throw new AssertionError("No route listens to " + address + ", only " + consumers.keySet());
    }
    Exchange exchange = consumer.createExchange(false);
    exchange.getMessage().setBody(body);
    exchange.getMessage().setHeaders(new HashMap<>(headers));
    consumer.getProcessor().process(exchange);
    return exchange;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    Map<String, Object> options = Map.copyOf(parameters);
    parameters.clear();
    return new Border(uri, remaining, options);
  }

  private void take(String address, Map<String, Object> options, Exchange exchange)
      throws Exception {
    if (outage.isPresent()) {
      throw outage.get();
    }
    // With toD camel-jms keeps one endpoint for all queues and names the queue in a header.
    Object named = exchange.getMessage().removeHeader(JmsConstants.JMS_DESTINATION_NAME);
    Map<String, Object> headers = new TreeMap<>(exchange.getMessage().getHeaders());
    if (border != null) {
      headers
          .entrySet()
          .removeIf(
              header ->
                  border.applyFilterToCamelHeaders(header.getKey(), header.getValue(), exchange));
    }
    Sent one =
        new Sent(
            named == null ? address : named.toString(),
            options,
            headers,
            exchange.getMessage().getBody());
    sent.add(one);
    reaction.to(one, exchange);
  }

  private final class Border extends DefaultEndpoint {

    private final String address;
    private final Map<String, Object> options;

    Border(String uri, String address, Map<String, Object> options) {
      super(uri, Outside.this);
      this.address = address;
      this.options = options;
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) throws Exception {
          take(address, options, exchange);
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      Consumer consumer = new DefaultConsumer(this, processor);
      consumers.put(address, consumer);
      return consumer;
    }

    @Override
    public boolean isLenientProperties() {
      return true;
    }
  }
}
