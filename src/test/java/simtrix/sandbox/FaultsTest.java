package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's injected faults, REFERENCE 12")
class FaultsTest {
  private static final Map<String, Object> LEAD = Map.of("fields", Map.of("TITLE", "x"));

  private final Sandbox sandbox = Sandbox.start();
  private final Probe app = Probe.application(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Probe.Response addLead() throws IOException {
    return app.call("crm.lead.add", LEAD);
  }

  @Test
  @DisplayName("REFERENCE 10.2, 12: cut after commit leaves the lead and no answer")
  void cutsAfterCommit() throws IOException {
    sandbox.faults().on("crm.lead.add").then(Effect.cutAfterCommit());

    assertThatThrownBy(this::addLead).isInstanceOf(IOException.class);
    assertThat(sandbox.records().leads()).hasSize(1);
    assertThat(sandbox.requests().get(0).status()).isZero();
    assertThat(addLead().status()).as("the rule worked once").isEqualTo(200);
  }

  @Test
  @DisplayName("REFERENCE 3.3: a portal may execute late what nobody waits for any more")
  void executesLate() {
    CountDownLatch let = new CountDownLatch(1);
    sandbox.faults().on("crm.lead.add").then(Effect.late(let));
    CompletableFuture<Void> request =
        CompletableFuture.runAsync(
            () -> {
              try {
                addLead();
              } catch (IOException gone) {
                throw new UncheckedIOException(gone);
              }
            });

    await().until(sandbox.faults()::allMet);
    request.cancel(true);
    assertThat(sandbox.records().leads()).isEmpty();
    let.countDown();
    await().untilAsserted(() -> assertThat(sandbox.records().leads()).hasSize(1));
  }

  @Test
  @DisplayName("REFERENCE 12: cut before executing leaves nothing")
  void cutsBeforeExecuting() {
    sandbox.faults().on("CRM.LEAD.ADD").then(Effect.cutBeforeExecuting());

    assertThatThrownBy(this::addLead).isInstanceOf(IOException.class);
    assertThat(sandbox.records().leads()).isEmpty();
  }

  @Test
  @DisplayName("REFERENCE 4: a batch can be cut with a prefix of it applied")
  void cutsInsideBatch() {
    sandbox.faults().on("crm.lead.add").then(Effect.cutAfterCommands(2));
    List<String> commands =
        List.of(
            "crm.lead.add?fields[TITLE]=1",
            "crm.lead.add?fields[TITLE]=2",
            "crm.lead.add?fields[TITLE]=3");

    assertThatThrownBy(() -> app.batch(commands)).isInstanceOf(IOException.class);
    assertThat(sandbox.records().leads()).hasSize(2);
  }

  @Test
  @DisplayName(
      "REFERENCE 12: rules count matches, alone and in batches, and fall silent when used up")
  void countsMatches() throws IOException {
    sandbox.faults().on("crm.lead.add").nth(2).times(2).then(Effect.queryLimitExceeded());
    Map<String, String> batch = Map.of("a", "crm.lead.add?fields[TITLE]=x", "b", "server.time");

    assertThat(addLead().status()).isEqualTo(200);
    assertThat(app.call("server.time").status()).isEqualTo(200);
    assertThat(app.batch(batch).error()).isEqualTo("QUERY_LIMIT_EXCEEDED");
    assertThat(addLead().status()).isEqualTo(503);
    assertThat(addLead().status()).isEqualTo(200);
    assertThat(sandbox.rejectedForRate()).as("injected ones are not the limit's").isZero();
  }

  @Test
  @DisplayName("REFERENCE 1.4, 12: HTML with 502 or even 200, 401 and 429")
  void answersSomethingElse() throws IOException {
    sandbox.faults().onAny().then(Effect.html(502));
    sandbox.faults().onAny().then(Effect.html(200));
    sandbox.faults().onAny().then(Effect.expiredToken());
    sandbox.faults().onAny().then(Effect.operationTimeLimit());
    Probe.Response gateway = app.call("server.time");
    Probe.Response page = app.call("server.time");

    assertThat(gateway.status()).isEqualTo(502);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).startsWith("<html>");
    assertThat(app.call("server.time").error()).isEqualTo("expired_token");
    assertThat(app.call("server.time").error()).isEqualTo("OPERATION_TIME_LIMIT");
    assertThat(app.call("server.time").status()).isEqualTo(200);
  }

  @Test
  @DisplayName(
      "REFERENCE 1.3, 4: a method's error stays inside its batch; alone it is an HTTP error")
  void failsOneMethod() throws IOException {
    sandbox
        .faults()
        .on("crm.lead.add")
        .always()
        .then(Effect.methodError(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
    Map<String, Object> commands = new LinkedHashMap<>();
    commands.put("lead", "crm.lead.add?fields[TITLE]=x");
    commands.put("time", "server.time");
    Probe.Response batch = app.batch(commands);

    assertThat(batch.status()).isEqualTo(200);
    assertThat(batch.result().path("result_error").path("lead").path("error").asText())
        .isEqualTo("INTERNAL_SERVER_ERROR");
    assertThat(batch.result().path("result").has("time")).isTrue();
    assertThat(addLead().status()).isEqualTo(500);
    sandbox.faults().clear();
    assertThat(addLead().status()).isEqualTo(200);
  }

  @Test
  @DisplayName("REFERENCE 1.1, 12: a redirect to another portal keeps path and query")
  void moves() throws IOException {
    try (Sandbox other = Sandbox.start()) {
      sandbox.faults().onAny().then(Effect.movedTo(URI.create(other.clientEndpoint())));

      assertThat(app.get("server.time?a=b").raw().headers().firstValue("Location").orElseThrow())
          .startsWith(other.clientEndpoint() + "server.time?a=b");
    }
  }

  @Test
  @DisplayName("REFERENCE 12: a hanging request executes nothing and ends when the sandbox closes")
  void hangsUntilClosed() {
    sandbox.faults().onAny().then(Effect.hang(Duration.ofMinutes(10)));
    CompletableFuture<Boolean> answered =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                addLead();
                return true;
              } catch (IOException e) {
                return false;
              }
            });
    await().until(() -> sandbox.requests().size() == 1);
    assertThat(answered).isNotDone();
    sandbox.close();

    assertThat(answered.join()).isFalse();
    assertThat(sandbox.records().leads()).isEmpty();
  }

  @Test
  @DisplayName("REFERENCE 12: a slow answer was executed long before it comes")
  void answersSlowly() {
    sandbox.faults().on("crm.lead.add").then(Effect.slow(Duration.ofMinutes(10)));
    CompletableFuture<Void> call = CompletableFuture.runAsync(this::addLeadQuietly);
    await().until(() -> sandbox.records().leads().size() == 1);

    assertThat(call).isNotDone();
  }

  private void addLeadQuietly() {
    try {
      addLead();
    } catch (IOException e) {
      // Closing the sandbox at the end of the test cuts the connection.
    }
  }

  @Test
  @DisplayName("REFERENCE 2.1, 12: the OAuth server fails under its own name only")
  void failsOAuthServer() throws IOException {
    sandbox.faults().onAny().always().then(Effect.html(502));
    String query = "oauth/token/?grant_type=refresh_token";
    URI address = URI.create(sandbox.serverEndpoint()).resolve("/" + query);
    Probe.Response untouched = app.send(HttpRequest.newBuilder(address));
    sandbox.faults().clear();
    sandbox.faults().on(FaultRules.OAUTH).then(Effect.html(502));
    Probe.Response broken = app.send(HttpRequest.newBuilder(address));

    assertThat(untouched.error()).isEqualTo("invalid_client");
    assertThat(broken.status()).isEqualTo(502);
  }
}
