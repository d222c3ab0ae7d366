package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataFormatCustomizer;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.MessageHelper;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.mockito.stubbing.Answer;
import simtrix.edge.ProblemResponse;
import simtrix.edge.ProblemWriter;
import simtrix.recording.AttachOrders;
import simtrix.routes.Outside.Sent;
import simtrix.writing.WriteOrders;

/**
 * A Camel context with real route files and stand-ins for what they reach: beans are mocks, and the
 * broker, the journal, the portals and the timers are {@link Outside}. Write orders and problem
 * documents are the real ones, because the routes' promises are made of them.
 */
abstract class RouteTest extends CamelTestSupport {

  /** What must never get from a request into a message, nor back out of an answer. */
  private static final Map<String, Object> OF_THE_CLIENT =
      Map.of(
          "Authorization", "Bearer secret",
          "X-Evil", "1",
          "CamelHttpUri", "/asked/for",
          "CamelJmsDestinationName", "crm.dead",
          "JMSXGroupID", "mine");

  protected final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  protected final Outside broker = Outside.broker();
  protected final Outside timers = Outside.broker();

  /** What the journal's table holds. */
  protected final List<Object> rows = new CopyOnWriteArrayList<>();

  protected final Outside journal =
      Outside.answering(
          (query, exchange) ->
              exchange
                  .getMessage()
                  .setBody(
                      query.options().containsKey("findEntity")
                          ? rows.stream().findFirst().orElse(null)
                          : List.copyOf(rows)));

  /** The names of the files under test, without their endings. */
  protected abstract List<String> files();

  /** Binds what the routes under test call. */
  protected abstract void beans();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    context = new DefaultCamelContext();
    context.addComponent("jms", broker);
    context.addComponent("jpa", journal);
    context.addComponent("timer", timers);
    context.addComponent("seda", new QuickToStop());
    bind("json", json);
    bind("asTheServerDoes", jacksonWithMapperOfTheServer());
    context.getPropertiesComponent().addInitialProperty("simtrix.writers-per-portal", "24");
    context
        .getPropertiesComponent()
        .addInitialProperty("simtrix.recordings.attachers-per-portal", "2");
    context.getPropertiesComponent().addPropertiesFunction(new NameOfTheSetting());
    bind("writeOrders", new WriteOrders(json));
    bind("attachOrders", new AttachOrders(json));
    bind("problemResponse", new ProblemResponse(new ProblemWriter(json)));
    beans();
    for (String file : files()) {
      load(context, file);
    }
    return context;
  }

  protected static void load(CamelContext context, String file) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            PluginHelper.getResourceLoader(context)
                .resolveResource("file:" + Path.of("routes", file + ".camel.yaml")));
  }

  /** As {@code camel.dataformat.jackson.auto-discover-object-mapper} in application.yaml. */
  private static DataFormatCustomizer jacksonWithMapperOfTheServer() {
    return DataFormatCustomizer.builder(JacksonDataFormat.class)
        .build(format -> format.setAutoDiscoverObjectMapper(true));
  }

  protected void bind(String name, Object bean) {
    context.getRegistry().bind(name, bean);
  }

  /** A mock in place of a bean; it does nothing until it is told. */
  protected <T> T standIn(String name, Class<T> type) {
    T standIn = mock(type);
    bind(name, standIn);
    return standIn;
  }

  /** Lets every request be one of the operator. */
  protected void operatorAsks() {
    processor("callingViewer", exchange -> exchange.setProperty("viewer", Samples.OPERATOR));
  }

  protected void processor(String name, Processor processor) {
    bind(name, processor);
  }

  /** Puts something in place of a route of another file. */
  protected void route(String name, Processor processor) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:" + name).process(processor);
          }
        });
  }

  /** Sends something into a route, with headers that a client would like to smuggle in. */
  protected Exchange send(String name, Object body, Map<String, Object> headers) {
    return send(
        name,
        exchange -> {
          exchange.getMessage().setBody(body);
          exchange.getMessage().getHeaders().putAll(headers);
        });
  }

  /** The same for an exchange that has to be prepared in another way. */
  protected Exchange send(String name, Processor prepare) {
    return template.send(
        "direct:" + name,
        exchange -> {
          exchange.getMessage().getHeaders().putAll(OF_THE_CLIENT);
          prepare.process(exchange);
        });
  }

  /** What a client gets: an answer, not an exchange that has failed. */
  protected static void assertAnswer(Exchange exchange, int status) {
    assertThat(exchange.getException()).isNull();
    assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class))
        .isEqualTo(status);
  }

  /** A problem document, and nothing that the route or the client had left beside it. */
  protected JsonNode assertProblem(Exchange exchange, int status) throws Exception {
    assertAnswer(exchange, status);
    assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE))
        .isEqualTo("application/problem+json");
    assertThat(exchange.getMessage().getHeaders().keySet())
        .isSubsetOf(Exchange.HTTP_RESPONSE_CODE, Exchange.CONTENT_TYPE, "Retry-After");
    assertThat(exchange.getMessage().getHeaders().containsKey("Retry-After"))
        .isEqualTo(status == 503);
    JsonNode problem = body(exchange);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    return problem;
  }

  /** The body as JSON; it can be read any number of times. */
  protected JsonNode body(Exchange exchange) throws Exception {
    MessageHelper.resetStreamCache(exchange.getMessage());
    return json.readTree(exchange.getMessage().getBody(String.class));
  }

  /** The one message that was sent; it went there. */
  protected Sent assertSentTo(String queue) {
    assertThat(broker.sent()).extracting(Sent::address).containsExactly(queue);
    return broker.sent().get(0);
  }

  /** For a mock whose method sets properties of the exchange that it gets first. */
  protected static Answer<Object> sets(Map<String, Object> properties) {
    return invocation -> {
      Exchange exchange = invocation.getArgument(0);
      properties.forEach(exchange::setProperty);
      return null;
    };
  }

  /**
   * A consumer of seda waits for its next message this long before it notices the end of a test.
   */
  private static final class QuickToStop extends SedaComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
        throws Exception {
      parameters.put("pollTimeout", 20);
      return super.createEndpoint(uri, remaining, parameters);
    }
  }

  /** Says which setting a route asks for, in place of its value. */
  private static final class NameOfTheSetting implements PropertiesFunction {

    @Override
    public String getName() {
      return "millis";
    }

    @Override
    public String apply(String setting) {
      return setting;
    }
  }
}
