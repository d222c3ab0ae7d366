package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.server.CallIT.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.Effect;
import simtrix.sandbox.SandboxSettings.RegisterDedup;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;

@DisplayName("What happens when the portal does not do what it should (DESIGN 7)")
class FailureIT {

  private static final String FINISH = "telephony.externalCall.finish";

  private final RunningServer server = RunningServer.shared();
  private final Support support = server.support();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone phone = portal.phone();

  @BeforeEach
  void open() {
    portal.records.addContact("Eva", "Kern", "+4930111111");
  }

  @Test
  @DisplayName("A portal that fails for a while: retried, and written once")
  void passingFailures() {
    portal
        .sandbox
        .faults()
        .on(FINISH)
        .then(Effect.error(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
    portal.sandbox.faults().on(FINISH).then(Effect.html(502));
    portal.sandbox.faults().on(FINISH).then(Effect.queryLimitExceeded());
    assertWrittenOnce(endedCall());
  }

  @Test
  @DisplayName("An error of the finish alone, inside a batch of 200")
  void errorInsideBatch() {
    portal
        .sandbox
        .faults()
        .on(FINISH)
        .then(Effect.methodError(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
    assertWrittenOnce(endedCall());
  }

  @Test
  @DisplayName("The connection is cut after the portal has committed: found, not written again")
  void cutAfterCommit() {
    portal.sandbox.faults().on(FINISH).times(2).then(Effect.cutAfterCommit());
    assertWrittenOnce(endedCall());
  }

  @Test
  @DisplayName("The connection is cut between register and finish")
  void cutInTheMiddle() {
    portal.sandbox.faults().on(FINISH).then(Effect.cutAfterCommands(1));
    assertWrittenOnce(endedCall());
    assertThat(portal.records.unfinishedCalls()).isEmpty();
  }

  @Test
  @DisplayName(
      "The finish fails until a new registration would be another one: the first is finished")
  void finishFailsForLong() {
    portal.sandbox.settings().registerDedup(RegisterDedup.OFF);
    portal
        .sandbox
        .faults()
        .on(FINISH)
        .times(2)
        .then(Effect.methodError(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
    assertWrittenOnce(endedCall());
    assertThat(portal.records.unfinishedCalls()).isEmpty();
  }

  @Test
  @DisplayName("The finish fails until the portal has forgotten the registration: a new one")
  void registrationForgotten() {
    portal
        .sandbox
        .faults()
        .on(FINISH)
        .always()
        .then(Effect.methodError(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
    PhoneCall call = endedCall();
    awaitStatus(call, "RETRYING");
    portal.records.forgetUnfinishedCalls();
    portal.sandbox.faults().clear();
    assertWrittenOnce(call);
    assertThat(portal.records.unfinishedCalls()).isEmpty();
  }

  @Test
  @DisplayName("The connection is cut after a lead was made: no second lead")
  void cutAfterLead() {
    portal.sandbox.faults().on("crm.lead.add").then(Effect.cutAfterCommit());
    PhoneCall call = phone.call("+4930222222");
    call.endsMissed();
    awaitStatus(call, "WRITTEN");
    assertThat(portal.records.leads()).hasSize(1);
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("An expired token is refreshed once for all")
  void expiredToken() {
    portal.sandbox.expireAccessTokens();
    PhoneCall first = endedCall();
    PhoneCall second = endedCall();
    assertWrittenOnce(first);
    assertWrittenOnce(second);
    assertThat(portal.sandbox.requests())
        .filteredOn(request -> request.method().contains("oauth"))
        .hasSize(1);
  }

  @Test
  @DisplayName(
      "The data is wrong: a dead letter with a reason; mended and retried by hand, the call is written")
  void rejected() {
    int leaver = portal.records.addUser("Weg", "Gegangen", "102");
    Phone phoneOfLeaver = support.pair(portal.id, leaver);
    portal.records.deactivateUser(leaver);
    PhoneCall call = phoneOfLeaver.call("+4930111111");
    call.endsAnswered();
    awaitStatus(call, "DEAD");
    JsonNode letter =
        patience()
            .until(() -> support.deadLetter(call.id), found -> found.isPresent())
            .orElseThrow();
    assertThat(letter.path("category").asText()).isEqualTo("REJECTED");
    assertThat(letter.path("message").asText()).contains("not active");
    assertThat(letter.path("attempts").asInt()).isEqualTo(1);
    assertThat(letter.path("state").asText()).isEqualTo("DEAD");
    assertThat(letter.path("portal").asLong()).isEqualTo(portal.id);
    JsonNode detail = support.get("/dead-letters/" + letter.path("id").asLong()).json();
    assertThat(detail.path("attemptLog")).hasSize(1);
    assertThat(detail.path("callId").asText()).isEqualTo(call.id.toString());
    assertThat(detail.path("payload").path("callId").asText()).isEqualTo(call.id.toString());
    assertThat(detail.path("headers").path("portal").asLong()).isEqualTo(portal.id);

    assertThat(support.retry(letter).status()).isEqualTo(202);
    patience()
        .untilAsserted(
            () ->
                assertThat(
                        support
                            .get("/dead-letters/" + letter.path("id").asLong())
                            .json()
                            .path("attempts")
                            .asInt())
                    .isEqualTo(2));
    awaitStatus(call, "DEAD");

    portal.records.activateUser(leaver);
    assertThat(support.retry(letter).status()).isEqualTo(202);
    awaitStatus(call, "WRITTEN");
    assertThat(
            support
                .get("/dead-letters/" + letter.path("id").asLong())
                .json()
                .path("state")
                .asText())
        .isEqualTo("RESOLVED");
    assertThat(support.deadLetter(call.id)).isEmpty();
    assertThat(support.retry(letter).status()).isEqualTo(409);
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("A portal that stays away: after the last retry the call is a dead letter")
  void staysAway() {
    portal
        .sandbox
        .faults()
        .onAny()
        .always()
        .then(Effect.error(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
    PhoneCall call = endedCall();
    awaitStatus(call, "RETRYING");
    awaitStatus(call, "DEAD");
    assertThat(support.deadLetter(call.id).orElseThrow().path("category").asText())
        .isEqualTo("SERVER");
    portal.sandbox.faults().clear();
  }

  @Test
  @DisplayName(
      "An application that was removed: the portal says so, and its calls wait among the dead letters")
  void uninstalled() throws IOException {
    assertThat(portal.sandbox.uninstall(server.address().resolve("/bitrix24/events")))
        .isEqualTo(200);
    assertThat(support.portalRow(portal.sandbox.memberId()).path("status").asText())
        .isEqualTo("UNINSTALLED");
    PhoneCall call = endedCall();
    awaitStatus(call, "DEAD");
    assertThat(support.deadLetter(call.id).orElseThrow().path("category").asText())
        .isEqualTo("AUTH");
    assertThat(portal.sandbox.install(server.installAddress())).isEqualTo(200);
    support.retry(support.deadLetter(call.id).orElseThrow());
    assertWrittenOnce(call);
  }

  @Test
  @DisplayName("A slow portal: the call is written once it answers")
  void slow() {
    portal.sandbox.faults().on(FINISH).then(Effect.slow(Duration.ofSeconds(3)));
    assertWrittenOnce(endedCall());
  }

  @Test
  @DisplayName(
      "Calls of one number are written in the order in which they came, even when the first one fails")
  void orderInsideNumber() {
    portal
        .sandbox
        .faults()
        .on(FINISH)
        .always()
        .then(Effect.error(500, "INTERNAL_SERVER_ERROR", "Internal server error"));
    PhoneCall first = endedCall();
    awaitStatus(first, "RETRYING");
    PhoneCall second = endedCall();
    portal.sandbox.faults().clear();
    assertWrittenOnce(first);
    assertWrittenOnce(second);
    assertThat(portal.records.statistics())
        .extracting(row -> row.get("EXTERNAL_CALL_ID"))
        .containsExactly(first.id.toString(), second.id.toString());
  }

  private PhoneCall endedCall() {
    PhoneCall call = phone.call("+4930111111");
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    return call;
  }

  private void assertWrittenOnce(PhoneCall call) {
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }
}
