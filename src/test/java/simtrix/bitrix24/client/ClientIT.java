package simtrix.bitrix24.client;

import java.io.File;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.util.FileSystemUtils;
import simtrix.bitrix24.Command;
import simtrix.bitrix24.Outcome;
import simtrix.bitrix24.PortalClient;
import simtrix.bitrix24.Urgency;
import simtrix.failure.CrmFailure;
import simtrix.portal.Installation;
import simtrix.portal.PortalRegistry;
import simtrix.portal.Tokens;

/** The way to the portals, started with a real database, the real route and a stub of a portal. */
@SpringBootTest(
    classes = ClientTestApplication.class,
    webEnvironment = WebEnvironment.NONE,
    properties = {
      "simtrix.data=target/test-data/portals/client",
      "spring.artemis.mode=native",
      "management.endpoint.health.validate-group-membership=false",
      "simtrix.binaries=target/test-data/mariadb",
      "simtrix.bitrix24.http-allowed=true",
      "simtrix.bitrix24.allowed-portals=127.0.0.1",
      "simtrix.bitrix24.oauth-servers=127.0.0.1",
      "simtrix.bitrix24.client-id=local.test",
      "simtrix.bitrix24.client-secret=secret",
      // Long enough to hold requests back while others gather, on a slow machine too.
      "simtrix.bitrix24.look-up-timeout=8s",
      "simtrix.bitrix24.write-timeout=8s",
      "camel.main.routes-include-pattern=file:routes/portal-request.camel.yaml",
      "spring.datasource.hikari.maximum-pool-size=16"
    })
public abstract class ClientIT {
  static {
    // The schema of an earlier run may be another one.
    FileSystemUtils.deleteRecursively(new File("target/test-data/portals"));
  }

  @Autowired protected PortalClient client;
  @Autowired protected PortalRegistry portals;
  protected final StubPortal stub = new StubPortal();

  @AfterEach
  void stopStub() {
    stub.close();
  }

  /** A portal of its own for each test, so that its bucket is full. */
  long install() {
    return installAt(stub.endpoint());
  }

  long installAt(URI endpoint) {
    return portals
        .install(
            new Installation(
                "member-" + UUID.randomUUID(),
                endpoint,
                stub.endpoint(),
                new Tokens("at1", "rt1"),
                "apptoken",
                "de"))
        .id();
  }

  CompletableFuture<Map<String, Outcome>> send(long portal, Urgency urgency, Command... chain) {
    return client.send(portal, urgency, Arrays.asList(chain));
  }

  static Command command(String name, String method) {
    return new Command(name, method, Map.of());
  }

  static CrmFailure failure(CompletableFuture<?> future) {
    try {
      Object outcome = future.join();
      throw new AssertionError("It did not fail but gave " + outcome);
    } catch (CompletionException e) {
      return (CrmFailure) e.getCause();
    }
  }

  static List<CompletableFuture<?>> all(List<? extends CompletableFuture<?>> futures) {
    CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .exceptionally(e -> null)
        .join();
    return List.copyOf(futures);
  }
}
