package simtrix.routing.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.routing.LiveRoutes;
import simtrix.routing.PortalRoutes;
import simtrix.routing.ReplaceableDirect;
import simtrix.routing.ReplaceableSeda;
import simtrix.routing.check.RouteText;

@DisplayName("Edited routes in the place of those that run")
class RouteSwapTest {

  private static final RouteText FAILURES =
      new RouteText(
          "failures.camel.yaml",
          """
          - routeConfiguration:
              id: failures
              onException:
                - onException:
                    id: any-failure
                    exception:
                      - java.lang.Throwable
                    handled:
                      constant:
                        expression: "true"
                    steps:
                      - setBody:
                          id: say-failed
                          expression:
                            constant:
                              expression: failed
          """);

  private static final RouteText ROUTES =
      new RouteText(
          "routes.camel.yaml",
          """
          - route:
              id: greet
              routeConfigurationId: failures
              from:
                uri: direct
                parameters:
                  name: greet
                steps:
                  - setBody:
                      id: greeting
                      expression:
                        simple:
                          expression: "Hello ${body}"
          - route:
              id: fail
              routeConfigurationId: failures
              from:
                uri: direct
                parameters:
                  name: fail
                steps:
                  - throwException:
                      id: failure
                      exceptionType: java.lang.IllegalStateException
                      message: on purpose
          """);

  private static final RouteText TEMPLATE =
      new RouteText(
          "template.camel.yaml",
          """
          - routeTemplate:
              id: portal-echo
              parameters:
                - name: portal
              from:
                uri: direct
                parameters:
                  name: "echo-{{portal}}"
                steps:
                  - setBody:
                      id: echo
                      expression:
                        simple:
                          expression: "${body} {{portal}}"
          """);

  private CamelContext camel;
  private ProducerTemplate messages;
  private LiveRoutes live;
  private PortalRoutes portals;
  private Retirement retirement;
  private RouteSwap swap;

  @BeforeEach
  void start() throws Exception {
    camel = new DefaultCamelContext();
    camel.addComponent("direct", new ReplaceableDirect());
    camel.addComponent("seda", new ReplaceableSeda());
    camel.start();
    messages = camel.createProducerTemplate();
    live = new LiveRoutes();
    portals = new PortalRoutes(camel, live);
    retirement = new Retirement(camel);
    swap = new RouteSwap(camel, live, portals, retirement);
    for (RouteText file : List.of(FAILURES, ROUTES, TEMPLATE)) {
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(ResourceHelper.fromString(file.file(), file.text()));
    }
  }

  @AfterEach
  void stop() {
    retirement.destroy();
    camel.stop();
  }

  @Test
  @DisplayName("Only the route that says something else is exchanged, and its old one goes")
  void oneRoute() throws Exception {
    List<String> replaced =
        edit(ROUTES, new RouteText(ROUTES.file(), ROUTES.text().replace("Hello", "Good morning")));

    assertThat(replaced).containsExactly("greet");
    assertThat(ask("direct:greet")).isEqualTo("Good morning Eva");
    assertThat(live.running("greet")).isEqualTo("greet@1");
    assertThat(live.running("fail")).isEqualTo("fail");
    await().until(() -> camel.getRoute("greet") == null);
    assertThat(ask("direct:greet")).isEqualTo("Good morning Eva");
  }

  @Test
  @DisplayName("Another configuration reaches the routes that follow it")
  void configuration() throws Exception {
    List<String> replaced =
        edit(FAILURES, new RouteText(FAILURES.file(), FAILURES.text().replace(": failed", ": no")));

    assertThat(replaced).containsExactly("fail", "greet");
    assertThat(ask("direct:fail")).isEqualTo("no");
  }

  @Test
  @DisplayName("Another template is followed by a route for each portal that has one")
  void template() throws Exception {
    portals.keep("portal-echo", 3, false);
    portals.keep("portal-echo", 4, true);
    assertThat(ask("direct:echo-3")).isEqualTo("Eva 3");

    edit(TEMPLATE, new RouteText(TEMPLATE.file(), TEMPLATE.text().replace("${body}", "${body}:")));

    assertThat(ask("direct:echo-3")).isEqualTo("Eva: 3");
    portals.keep("portal-echo", 4, false);
    assertThat(ask("direct:echo-4")).isEqualTo("Eva: 4");
    await().until(() -> camel.getRoute("portal-echo-3") == null);
  }

  @Test
  @DisplayName("What Camel refuses is taken back, and all goes on as before")
  void takenBack() {
    RouteText refused =
        new RouteText(
            ROUTES.file(),
            ROUTES
                .text()
                .replace("Hello", "Good morning")
                .replace("java.lang.IllegalStateException", "no.such.Failure"));

    assertThatThrownBy(() -> edit(ROUTES, refused)).isInstanceOf(Exception.class);

    assertThat(ask("direct:greet")).isEqualTo("Hello Eva");
    assertThat(ask("direct:fail")).isEqualTo("failed");
    assertThat(camel.getRoutes()).extracting(Route::getRouteId).containsOnly("greet", "fail");
  }

  @Test
  @DisplayName("What does not start takes the others of its edit back with it")
  void notStarted() {
    camel.addComponent("refusing", new Refusing());
    String more =
        """
        - route:
            id: wont-start
            from:
              uri: refusing
              steps:
                - log: "never"
        """;
    RouteText refused =
        new RouteText(ROUTES.file(), ROUTES.text().replace("Hello", "Good morning") + more);

    assertThatThrownBy(() -> edit(ROUTES, refused)).hasStackTraceContaining("not today");

    assertThat(ask("direct:greet")).isEqualTo("Hello Eva");
    assertThat(camel.getRoutes()).extracting(Route::getRouteId).containsOnly("greet", "fail");
  }

  /** Whose consumers can be made and not started. */
  private static final class Refusing extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
      return new DefaultEndpoint(uri, this) {
        @Override
        public Producer createProducer() {
          throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
          return new DefaultConsumer(this, processor) {
            @Override
            protected void doStart() {
              throw new IllegalStateException("not today");
            }
          };
        }
      };
    }
  }

  @Test
  @DisplayName("What is under way is finished by the route in which it began")
  void underWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Processor gate =
        exchange -> {
          begun.countDown();
          goOn.await();
        };
    camel.getRegistry().bind("gate", gate);
    String waiting =
        ROUTES.text().replaceFirst("steps:\n", "steps:\n        - process: {ref: gate}\n");
    RouteText slow = new RouteText(ROUTES.file(), waiting);
    edit(ROUTES, slow);
    CompletableFuture<Object> first = CompletableFuture.supplyAsync(() -> ask("direct:greet"));
    begun.await();

    swap.make(List.of(FAILURES, TEMPLATE, slow), List.of(FAILURES, TEMPLATE, ROUTES));

    assertThat(ask("direct:greet")).isEqualTo("Hello Eva");
    await().during(Duration.ofSeconds(2)).until(() -> camel.getRoute("greet@1") != null);
    goOn.countDown();
    assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("Hello Eva");
    await().until(() -> camel.getRoute("greet@1") == null);
  }

  private List<String> edit(RouteText before, RouteText after) throws Exception {
    List<RouteText> others =
        Stream.of(FAILURES, ROUTES, TEMPLATE).filter(file -> !file.equals(before)).toList();
    return swap.make(
        Stream.concat(others.stream(), Stream.of(before)).toList(),
        Stream.concat(others.stream(), Stream.of(after)).toList());
  }

  private Object ask(String route) {
    Exchange answer = messages.request(route, exchange -> exchange.getMessage().setBody("Eva"));
    return answer.getMessage().getBody();
  }
}
