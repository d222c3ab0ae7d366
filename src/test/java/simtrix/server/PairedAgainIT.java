package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.testing.DeadCalls;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("A phone that was revoked and paired again goes on with its calls (decision 0019)")
class PairedAgainIT {

  private final RunningServer server = RunningServer.shared();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private final Phone before = portal.phone();
  private PhoneCall call;

  @BeforeEach
  void rings() {
    call = before.call("+4930777777");
    call.rings();
  }

  @Test
  @DisplayName("The end of a call that rang before is taken, written once and told")
  void goesOn() {
    revoke();
    assertThat(call.endsMissed().status()).isEqualTo(401);
    Phone again = portal.phone();
    PhoneCall same = again.again(call);
    assertThat(same.endsMissed().status()).isEqualTo(202);
    DeadCalls.patience().until(() -> same.status().equals("WRITTEN"));
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
    assertThat(support(call.id)).isEqualTo(again.deviceId);
  }

  @Test
  @DisplayName("A call that was told before can be read and gets its recording")
  void readsAndUploads() {
    call.endsMissed();
    revoke();
    Phone again = portal.phone();
    assertThat(again.get(call.id).status()).isEqualTo(200);
    assertThat(again.upload(call.id, "audio/mpeg", new byte[] {1}).status())
        .as("no audio, but not a call of somebody else")
        .isEqualTo(415);
  }

  @Test
  @DisplayName("Not while the phone before is still paired, and not for another user")
  void othersDoNot() {
    assertThat(portal.phone().again(call).endsMissed().status()).isEqualTo(409);
    revoke();
    Phone colleague =
        server.support().pair(portal.id, portal.records.addUser("Ida", "Lang", "102"));
    assertThat(colleague.again(call).endsMissed().status()).isEqualTo(409);
    assertThat(colleague.get(call.id).status()).isEqualTo(404);
    assertThat(colleague.upload(call.id, "audio/mpeg", new byte[] {1}).status()).isEqualTo(404);
  }

  private void revoke() {
    server.support().post("/devices/" + before.deviceId + "/revoke", null);
  }

  private String support(UUID id) {
    return server.support().get("/calls/" + id).json().path("deviceId").asText();
  }
}
