package simtrix.bitrix24.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.PortalClient;
import simtrix.bitrix24.Urgency;
import simtrix.portal.Installation;
import simtrix.portal.PortalRegistry;
import simtrix.portal.Tokens;

@SpringBootTest(
    classes = ClientTestApplication.class,
    webEnvironment = WebEnvironment.NONE,
    properties = {
      "simtrix.data=target/test-data/client",
      "simtrix.binaries=target/test-data/mariadb",
      "simtrix.bitrix24.http-allowed=true",
      "simtrix.bitrix24.allowed-portals=127.0.0.1",
      "simtrix.bitrix24.client-id=local.test",
      "simtrix.bitrix24.client-secret=secret",
      "simtrix.bitrix24.look-up-timeout=2s",
      "simtrix.bitrix24.write-timeout=4s",
      "camel.component.platform-http.header-filter-strategy=",
      "camel.main.routes-include-pattern=file:routes/portal-request.camel.yaml",
      "spring.datasource.hikari.maximum-pool-size=16"
    })
class PortalClientIT {
  @Autowired PortalClient client;
  @Autowired PortalRegistry portals;
  final StubPortal stub = new StubPortal();

  @AfterEach
  void stop() {
    stub.close();
  }

  long install(String name) {
    return portals
        .install(
            new Installation(
                name,
                stub.endpoint(),
                URI.create(stub.endpoint().toString()),
                new Tokens("at1", "rt1"),
                "apptoken",
                "de"))
        .id();
  }

  @Test
  void aLoneCommandGoesAsAPlainMethod() {
    stub.answers(StubPortal::echo);
    Map<String, Outcome> outcomes =
        client
            .send(
                install("plain"),
                Urgency.LOOK_UP,
                List.of(new Command("me", "profile", Map.of("ID", 7))))
            .join();

    assertThat(outcomes).containsOnlyKeys("me");
    assertThat(((Outcome.Success) outcomes.get("me")).result().asText()).isEqualTo("/rest/profile");
    StubPortal.Request request = stub.requests().get(0);
    assertThat(request.body().toString()).isEqualTo("{\"ID\":7,\"auth\":\"at1\"}");
    assertThat(request.headers()).containsEntry("User-agent", List.of("SIMtrix"));
  }
}
