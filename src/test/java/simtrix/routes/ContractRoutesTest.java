package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.support.DefaultConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("routes/bridge-api, bitrix24-api and support-api.camel.yaml, with all other routes")
class ContractRoutesTest extends RouteTest {

  private final Doors doors = new Doors();

  @Override
  protected List<String> files() {
    return RouteFile.all().stream().map(RouteFile::name).toList();
  }

  @Override
  protected void beans() {
    Map<String, Class<?>> all = Beans.byName();
    for (RouteFile file : RouteFile.all()) {
      for (String name : file.texts("ref")) {
        if (context.getRegistry().lookupByName(name) == null) {
          standIn(name, all.get(name));
        }
      }
    }
    standIn("nodeNews", all.get("nodeNews"));
    bind("callers", Caffeine.newBuilder().build());
    context.addComponent("http", Outside.answering((request, exchange) -> {}));
    http(context);
  }

  @Test
  @DisplayName("Each contract is answered under its own path, and nothing beside the three")
  void doors() {
    assertThat(doors.open).containsExactlyInAnyOrder("/bridge/v1", "/bitrix24", "/support/api/v1");
  }

  @Test
  @DisplayName(
      "Every operation has the route that its id names, and that turns a failure into a problem document")
  void everyOperation() {
    for (String operation : operations()) {
      Optional<JsonNode> route =
          RouteFile.all().stream()
              .flatMap(file -> file.routes().stream())
              .filter(found -> operation.equals(found.at("/from/parameters/name").asText()))
              .findFirst();
      assertThat(route).as("route of %s", operation).isPresent();
      assertThat(route.get().path("routeConfigurationId").asText())
          .as("what %s does with a failure", operation)
          .isEqualTo("api-failures");
      assertThat(context.getRoute(route.get().path("id").asText()))
          .as("%s is running", operation)
          .isNotNull();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"bridge-api, putCall", "bitrix24-api, installPortal", "support-api, listCalls"})
  @DisplayName("A contract that promises what no route does is refused at start, by name")
  void promise(String file, String operation) throws Exception {
    try (DefaultCamelContext bare = new DefaultCamelContext()) {
      http(bare);
      bare.start();
      assertThatThrownBy(() -> load(bare, file)).hasStackTraceContaining(operation);
    }
  }

  private void http(CamelContext camel) {
    RestConfiguration rest = camel.getRestConfiguration();
    rest.setComponent("platform-http");
    rest.setBindingMode(RestConfiguration.RestBindingMode.off);
    rest.setInlineRoutes(false);
    PlatformHttpComponent component = new PlatformHttpComponent();
    component.setEngine(doors);
    camel.addComponent("platform-http", component);
  }

  /** The operation ids of all contracts. */
  private static Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    for (String contract : List.of("bridge-v1", "bitrix24", "support-v1")) {
      RouteFile.read(Path.of("src/main/resources/openapi", contract + ".yaml"))
          .findValues("operationId")
          .forEach(id -> operations.add(id.asText()));
    }
    assertThat(operations).contains("putCall", "installPortal", "retryDeadLetter");
    return operations;
  }

  /** An HTTP server that only notes where it would answer. */
  private static final class Doors implements PlatformHttpEngine {

    private final List<String> open = new ArrayList<>();

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
      open.add(endpoint.getPath());
      return new Door(endpoint, processor);
    }
  }

  private static final class Door extends DefaultConsumer implements PlatformHttpConsumer {

    Door(PlatformHttpEndpoint endpoint, Processor processor) {
      super(endpoint, processor);
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
      return (PlatformHttpEndpoint) super.getEndpoint();
    }
  }
}
