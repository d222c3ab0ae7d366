package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.jms.JmsConstants;
import org.apache.camel.component.jpa.JpaComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import simtrix.call.Call;
import simtrix.call.Call.Progress;
import simtrix.call.CallOutcome;
import simtrix.call.CallState;
import simtrix.call.CallStatus;
import simtrix.call.Presentation;
import simtrix.writing.WriteOrders;

/**
 * A Camel context with some of the real route files, stand-ins for the beans and queues in memory.
 */
abstract class RouteTest extends CamelTestSupport {

  private static final String DYNAMIC = "dynamic";

  protected final ObjectMapper json =
      new ObjectMapper().registerModule(new Jdk8Module()).registerModule(new JavaTimeModule());

  /** What a query of the journal finds. */
  protected final List<Object> rows = new CopyOnWriteArrayList<>();

  /** The names of the files under test, without their endings. */
  protected abstract List<String> files();

  /** Puts the beans into the registry. */
  protected abstract void beans(CamelContext context);

  @Override
  protected CamelContext createCamelContext() throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    context.addComponent("jms", new QueuesInMemory());
    context.addComponent("timer", new TicksByHand());
    context.getShutdownStrategy().setTimeout(1);
    context.addComponent("jpa", new JournalInMemory(rows));
    context.getRegistry().bind("json", json);
    context.getPropertiesComponent().addInitialProperty("simtrix.writers-per-portal", "1");
    beans(context);
    for (String file : files()) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              PluginHelper.getResourceLoader(context)
                  .resolveResource("file:" + Path.of("routes", file + ".camel.yaml")));
    }
    return context;
  }

  protected <T> T standIn(CamelContext context, String name, Class<T> type) {
    T standIn = mock(type);
    context.getRegistry().bind(name, standIn);
    return standIn;
  }

  protected void writeOrders(CamelContext context) {
    context.getRegistry().bind("writeOrders", new WriteOrders(json));
  }

  /** Sends an exchange into a route and gives back what became of it. */
  protected Exchange send(String route, Processor prepare) {
    return template.send("direct:" + route, prepare);
  }

  /** The next message of a queue; empty when none comes. */
  protected Optional<Exchange> next(String queue) {
    return Optional.ofNullable(consumer.receive("jms:" + queue, 5000));
  }

  /** That a queue has no message; whatever could send one has ended. */
  protected void assertNothingOn(String queue) {
    assertThat(consumer.receiveNoWait("jms:" + queue)).isNull();
  }

  protected void assertNothingForAnyPortal() {
    assertNothingOn(DYNAMIC);
  }

  /** A queued call of portal 7. */
  protected static Call call(CallState state, boolean messageMissing) {
    return new Call(
        UUID.fromString("11111111-2222-3333-4444-555555555555"),
        7,
        "device",
        12,
        state,
        state == CallState.ENDED ? Optional.of(CallOutcome.MISSED) : Optional.empty(),
        state == CallState.ENDED ? CallStatus.QUEUED : CallStatus.RINGING,
        Optional.of("0151 12345678"),
        Optional.of("+4915112345678"),
        Presentation.ALLOWED,
        Optional.empty(),
        Instant.EPOCH,
        0,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        3,
        0,
        Optional.empty(),
        messageMissing,
        new Progress(
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /**
   * The next message for a queue whose name was made of the message: camel-jms sends all of them
   * through one endpoint, with the name in a header.
   */
  protected Optional<Exchange> nextTo(String queue) {
    return next(DYNAMIC)
        .filter(
            message ->
                queue.equals(message.getMessage().removeHeader(JmsConstants.JMS_DESTINATION_NAME)));
  }

  /** The names of all headers of a message. */
  protected static List<String> headers(Exchange exchange) {
    return new ArrayList<>(exchange.getMessage().getHeaders().keySet());
  }

  /** A journal that finds what it was given, whatever a route asks for. */
  private static final class JournalInMemory extends JpaComponent {

    private final List<Object> rows;

    JournalInMemory(List<Object> rows) {
      this.rows = rows;
    }

    @Override
    protected void doInit() {
      // There is no database to look for.
    }

    @Override
    protected Endpoint createEndpoint(
        String uri, String remaining, Map<String, Object> parameters) {
      parameters.clear();
      MockEndpoint endpoint = getCamelContext().getEndpoint("mock:journal", MockEndpoint.class);
      endpoint.whenAnyExchangeReceived(
          exchange -> exchange.getMessage().setBody(List.copyOf(rows)));
      return endpoint;
    }
  }

  /** Timers that tick when a test says so. */
  private static final class TicksByHand extends DirectComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
        throws Exception {
      parameters.clear();
      return super.createEndpoint("direct:" + remaining, remaining, parameters);
    }
  }

  /** Queues by their names, whatever else a route says about them. */
  private static final class QueuesInMemory extends SedaComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
        throws Exception {
      parameters.clear();
      String queue = remaining.contains("$") ? DYNAMIC : remaining.replace("topic:", "");
      return super.createEndpoint("seda:" + queue, queue, parameters);
    }
  }
}
