package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;

@DisplayName("Portals, phones and the overview as support sees them")
class PortalPauseIT {

  private static final String NUMBER = "+4930111111";

  private final RunningServer server = RunningServer.shared();
  private final Support admin = server.support();
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private Phone phone;

  @BeforeEach
  void open() {
    portal.records.addContact("Eva", "Kern", NUMBER);
    phone = portal.phone();
  }

  @Test
  @DisplayName(
      "Paused by a person: calls wait, neither an installation nor health ends it, and then they are written once")
  void paused() throws Exception {
    assertThat(admin.post("/portals/" + portal.id + "/pause", null).status()).isEqualTo(200);

    PhoneCall call = phone.call(NUMBER);
    call.ringing();
    assertThat(call.endsAnswered().status()).isEqualTo(202);
    assertThat(row().path("status").asText()).isEqualTo("PAUSED");
    assertThat(row().path("waitingCalls").asInt()).isEqualTo(1);
    assertThat(row().path("pausedBy").asText()).isEqualTo("admin");
    assertThat(portal.sandbox.requests())
        .as("what the installation asks for may still be on its way; nothing of the call is")
        .noneMatch(request -> request.calls("crm.duplicate.findbycomm"))
        .noneMatch(request -> request.calls("telephony.externalCall.register"));
    assertThat(portal.sandbox.install(server.installAddress())).isEqualTo(200);
    assertThat(row().path("status").asText()).isEqualTo("PAUSED");
    assertThat(call.status()).isEqualTo("QUEUED");
    JsonNode oldest = admin.get("/overview?portal=" + portal.id).json().path("oldestWaiting");
    assertThat(oldest.path("callId").asText()).isEqualTo(call.id.toString());
    assertThat(admin.post("/portals/" + portal.id + "/resume", null).status()).isEqualTo(200);
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
    assertThat(row().path("waitingCalls").asInt()).isZero();
  }

  @Test
  @DisplayName("A portal that nobody knows cannot be paused, and an operator may not pause any")
  void refused() {
    assertThat(admin.post("/portals/999999999/pause", null).status()).isEqualTo(404);
    Support operator = server.user("operator");
    assertThat(operator.post("/portals/" + portal.id + "/pause", null).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("A portal's row says how it is connected and how much it takes")
  void portal() {
    // One row, and not the list: that leaves tokens out where there are more than 50 portals.
    JsonNode row =
        admin.post("/portals/" + portal.id + "/recordings", Map.of("allowed", false)).json();
    assertThat(row.path("telephony").asText()).isEqualTo("ALLOWED");
    assertThat(row.path("circuit").asText()).isEqualTo("CLOSED");
    assertThat(row.path("tokensLeft").asInt()).isPositive();
    assertThat(row.path("paused").asBoolean(true)).isFalse();
  }

  @Test
  @DisplayName(
      "Phones: online, what they lack, renamed by an operator, revoked by an administrator alone")
  void devices() {
    Support operator = server.user("operator");
    String path = "/devices/" + phone.deviceId;
    phone.heartbeat(
        Map.of("queueLength", 2, "permissions", Map.of("callLog", false, "overlay", true)));
    JsonNode renamed = operator.post(path + "/rename", Map.of("name", " Jan's phone ")).json();
    assertThat(renamed.path("name").asText()).isEqualTo("Jan's phone");
    assertThat(renamed.path("online").asBoolean()).isTrue();
    assertThat(renamed.path("queueLength").asInt()).isEqualTo(2);
    assertThat(renamed.at("/missingPermissions/0").asText()).isEqualTo("callLog");
    assertThat(renamed.path("missingPermissions")).hasSize(1);
    assertThat(operator.post(path + "/rename", Map.of("name", " ")).status()).isEqualTo(400);
    assertThat(operator.post(path + "/revoke", null).status()).isEqualTo(403);
    JsonNode revoked = admin.post(path + "/revoke", null).json();
    assertThat(revoked.path("online").asBoolean(true)).isFalse();
  }

  @Test
  @DisplayName("The overview shows failures by hour and by day, and counts that add up")
  void overview() {
    int leaver = portal.records.addUser("Weg", "Gegangen", "102");
    Phone his = admin.pair(portal.id, leaver);
    portal.records.deactivateUser(leaver);
    PhoneCall call = his.call(NUMBER);
    call.endsAnswered();
    awaitStatus(call, "DEAD");
    JsonNode overview = admin.get("/overview?portal=" + portal.id).json();
    assertThat(overview.path("hours")).hasSize(24);
    assertThat(overview.path("days")).hasSize(14);
    assertThat(
            overview.at("/hours/23/failures/REJECTED").asInt()
                + overview.at("/hours/22/failures/REJECTED").asInt())
        .isEqualTo(1);
    assertThat(overview.at("/counts/DEAD").asInt()).isEqualTo(1);
    assertThat(overview.at("/counts/accepted").asInt()).isEqualTo(1);
  }

  private JsonNode row() {
    return admin.portalRow(portal.sandbox.memberId());
  }
}
