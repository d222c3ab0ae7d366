package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.server.CallIT.patience;

import jakarta.jms.ConnectionFactory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jms.core.JmsTemplate;
import simtrix.call.Attempt;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("A server that died between the journal's commit and the broker's (decision 2)")
class TicketIT {

  private final RunningServer server = RunningServer.shared();
  private final CallJournal journal = server.bean(CallJournal.class);
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private PhoneCall call;

  @BeforeEach
  void writtenCall() {
    portal.records.addContact("Eva", "Kern", "+4930111111");
    call = portal.phone().call("+4930111111");
    call.endsAnswered();
    awaitStatus(call, "WRITTEN");
  }

  @Test
  @DisplayName("The retry was planned, its message was not sent: the old message takes its place")
  void retry() {
    Call planned = journal.retryAt(call.id, Instant.now(), false);
    comesBack(planned.ticket() - 1);
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("The call was given up, its message was not moved: the old message is the dead one")
  void givenUp() {
    Call dead = journal.giveUp(call.id);
    comesBack(dead.ticket() - 1);
    patience()
        .untilAsserted(
            () ->
                assertThat(
                        server
                            .bean(DeadLetterQueue.class)
                            .find(WriteKind.CALL, call.id)
                            .orElseThrow()
                            .payload()
                            .path("ticket")
                            .asInt())
                    .isEqualTo(dead.ticket()));
    assertThat(call.status()).isEqualTo("DEAD");
  }

  @Test
  @DisplayName("An older message than that is dropped")
  void older() {
    Call planned = journal.retryAt(call.id, Instant.now().plusSeconds(3600), false);
    comesBack(planned.ticket() - 2);
    PhoneCall later = portal.phone().call("+4930111111");
    later.endsAnswered();
    awaitStatus(later, "RETRYING");
    assertThat(call.status()).isEqualTo("RETRYING");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName(
      "A step left and nobody heard its end: put off until the portal must be done with it")
  void unsettled() {
    Instant before = Instant.now();
    assertThat(journal.stepsLeave(List.of(attempt(0)))).isEmpty();
    Call planned = journal.retryAt(call.id, Instant.now(), false);
    Call off = journal.putOffUntilItsTurn(call.id, planned.ticket()).orElseThrow();
    assertThat(off.nextAttemptAt().orElseThrow()).isAfterOrEqualTo(before.plusMillis(999));
    assertThat(journal.putOffUntilItsTurn(call.id, planned.ticket())).as("an old ticket").isEmpty();
    journal.stepEnded(call.id);
    assertThat(journal.putOffUntilItsTurn(call.id, off.ticket())).isEmpty();
  }

  @Test
  @DisplayName("An attempt that another one has followed sends nothing more, and says nothing")
  void overtaken() {
    Instant before = Instant.now();
    assertThat(journal.stepsLeave(List.of(attempt(-1)))).containsExactly(attempt(-1));
    Call planned = journal.retryAt(call.id, before, false);
    assertThat(journal.putOffUntilItsTurn(call.id, planned.ticket()))
        .as("nothing has left")
        .isEmpty();
  }

  private Attempt attempt(int before) {
    Call now = journal.find(call.id).orElseThrow();
    return new Attempt(now.id(), now.ticket(), now.attempts() + before);
  }

  private void comesBack(int ticket) {
    new JmsTemplate(server.bean(ConnectionFactory.class))
        .convertAndSend(
            "crm.writes." + portal.id,
            "{\"callId\":\"%s\",\"portal\":%d,\"ticket\":%d}"
                .formatted(call.id, portal.id, ticket));
  }
}
