package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.bitrix24.CrmChange;
import simtrix.device.DeviceRegistry;
import simtrix.device.PairingCodes;
import simtrix.device.SettingsAnswer;
import simtrix.edge.RefusedRequest;
import simtrix.installation.PortalEvents;
import simtrix.installation.PortalInstallation;
import simtrix.support.CallDesk;
import simtrix.support.PortalDesk;

@DisplayName(
    "routes/support, devices and portal-events.camel.yaml, and the contracts that lead to them")
class ApiRoutesTest extends RouteTest {

  private final AtomicReference<Object> forgotten = new AtomicReference<>();
  private CallDesk calls;
  private PortalDesk portals;
  private PortalEvents events;
  private PortalInstallation installation;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "support", "devices", "portal-events");
  }

  @Override
  protected void beans(CamelContext context) {
    calls = standIn(context, "callDesk", CallDesk.class);
    portals = standIn(context, "portalDesk", PortalDesk.class);
    events = standIn(context, "portalEvents", PortalEvents.class);
    installation = standIn(context, "portalInstallation", PortalInstallation.class);
    standIn(context, "deviceRegistry", DeviceRegistry.class);
    standIn(context, "pairingCodes", PairingCodes.class);
    standIn(context, "settingsAnswer", SettingsAnswer.class);
    Processor device = exchange -> {};
    context.getRegistry().bind("callingDevice", device);
    Processor problem =
        exchange -> exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 403);
    context.getRegistry().bind("problemResponse", problem);
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext context = super.createCamelContext();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:crm-changed")
                .process(exchange -> forgotten.set(exchange.getMessage().getBody()));
          }
        });
    return context;
  }

  @Test
  @DisplayName("Counts and portals are JSON with 200")
  void support() {
    when(calls.counts(any())).thenReturn(Map.of("accepted", 3L));
    when(portals.list()).thenReturn(List.of());
    Exchange counts = send("countCalls", exchange -> {});
    assertThat(counts.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":3}");
    assertThat(counts.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).hasToString("200");
    assertThat(send("listPortals", exchange -> {}).getMessage().getBody(String.class))
        .isEqualTo("[]");
  }

  @Test
  @DisplayName(
      "A portal's event about a record makes callers forgotten; it hears 200 and nothing else")
  void crmEvent() throws Exception {
    CrmChange change = new CrmChange(7, CrmChange.Kind.DEAL, CrmChange.Change.UPDATE, 5);
    when(events.take(any())).thenReturn(change);
    Exchange answer = send("portalEvent", exchange -> exchange.getMessage().setBody("event=x"));
    assertThat(forgotten.get()).isEqualTo(change);
    assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).hasToString("200");
    assertThat(answer.getMessage().getBody()).isNull();
  }

  @Test
  @DisplayName("An installation that is refused is answered with the refusal")
  void refusedInstallation() {
    org.mockito.Mockito.doThrow(RefusedRequest.notFound("no")).when(installation).install(any());
    Exchange answer = send("installPortal", exchange -> exchange.getMessage().setBody("event=x"));
    assertThat(answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(403);
  }

  @Test
  @DisplayName(
      "Every operation of every contract has its route, and no route waits for an operation that is gone")
  void contracts() throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    Set<String> operations = new TreeSet<>();
    try (Stream<Path> contracts = Files.list(Path.of("src/main/resources/openapi"))) {
      for (Path contract : contracts.toList()) {
        yaml.readTree(contract.toFile())
            .findValues("operationId")
            .forEach(id -> operations.add(id.asText()));
      }
    }
    Set<String> starts = new TreeSet<>();
    for (Path file : RouteFilesTest.files().toList()) {
      for (JsonNode entry : yaml.readTree(file.toFile())) {
        starts.add(entry.path("route").path("from").path("parameters").path("name").asText());
      }
    }
    assertThat(starts).containsAll(operations);
    assertThat(operations).contains("putCall", "createPairing", "retryDeadLetter", "installPortal");
  }
}
