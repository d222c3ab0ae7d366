package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import simtrix.device.DeviceRegistry;
import simtrix.device.Heartbeat;
import simtrix.device.Paired;
import simtrix.device.PairingCode;
import simtrix.device.PairingCodeRequest;
import simtrix.device.PairingCodes;
import simtrix.device.PairingRequest;
import simtrix.device.PhoneHealth;
import simtrix.device.PhoneName;
import simtrix.device.PhoneSettings;
import simtrix.device.SettingsAnswer;
import simtrix.edge.RefusedRequest;
import simtrix.portal.RecordingSwitch;
import simtrix.support.DeviceDesk;

@DisplayName("routes/devices.camel.yaml")
class DevicesRoutesTest extends RouteTest {

  private PairingCodes codes;
  private DeviceRegistry devices;
  private DeviceDesk desk;
  private Processor callingDevice;
  private RecordingSwitch recordings;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "devices");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    codes = standIn("pairingCodes", PairingCodes.class);
    devices = standIn("deviceRegistry", DeviceRegistry.class);
    desk = standIn("deviceDesk", DeviceDesk.class);
    callingDevice = standIn("callingDevice", Processor.class);
    standIn("phoneHealth", PhoneHealth.class);
    recordings = mock(RecordingSwitch.class);
    bind("settingsAnswer", new SettingsAnswer(recordings));
  }

  @BeforeEach
  void aPhoneAsks() throws Exception {
    doAnswer(sets(Map.of("device", Samples.PHONE))).when(callingDevice).process(any());
  }

  @Test
  @DisplayName("An administrator gets a pairing code with 201")
  void pairingCode() throws Exception {
    when(codes.create(new PairingCodeRequest(7, 12, "Eva"), null))
        .thenReturn(new PairingCode("ABCD-EFGH", Instant.EPOCH, "simtrix:pair"));
    Exchange answer =
        send("createPairingCode", "{\"portal\":7,\"userId\":12,\"name\":\"Eva\"}", Map.of());
    assertAnswer(answer, 201);
    assertThat(body(answer).path("code").asText()).isEqualTo("ABCD-EFGH");
    assertThat(body(answer).path("expiresAt").asText()).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  @DisplayName(
      "A phone gets its token with 201; what a newer app says beyond the contract is ignored")
  void pairing() throws Exception {
    when(codes.redeem(new PairingRequest("ABCD-EFGH", Optional.empty()), null))
        .thenReturn(new Paired(Samples.PHONE.id(), "1", "the token", PhoneSettings.of(false)));
    Exchange answer = send("createPairing", "{\"code\":\"ABCD-EFGH\",\"tomorrow\":[1]}", Map.of());
    assertAnswer(answer, 201);
    assertThat(body(answer).path("token").asText()).isEqualTo("the token");
    assertThat(body(answer).at("/settings/overlay").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("A code that is wrong, used or old is 404")
  void wrongCode() throws Exception {
    when(codes.redeem(any(), any())).thenThrow(RefusedRequest.notFound("No such code."));
    assertProblem(send("createPairing", "{\"code\":\"X\"}", Map.of()), 404);
  }

  @Test
  @DisplayName("Support sees the phones, names one anew, and takes a token away, with 200")
  void devices() throws Exception {
    DeviceDesk.Row row =
        new DeviceDesk.Row(Samples.PHONE, "a.example", true, List.of(), List.of("callLog"));
    when(desk.list()).thenReturn(List.of(row));
    when(devices.revoke(Samples.PHONE.id())).thenReturn(Samples.PHONE);
    when(devices.rename(Samples.PHONE.id(), new PhoneName("Jan"))).thenReturn(Samples.PHONE);
    when(desk.row(Samples.PHONE)).thenReturn(row);
    Exchange list = send("listDevices", null, Map.of());
    assertAnswer(list, 200);
    assertThat(body(list).at("/0/name").asText()).isEqualTo("Eva");
    Exchange revoked = send("revokeDevice", null, Map.of("id", Samples.PHONE.id()));
    assertAnswer(revoked, 200);
    assertThat(body(revoked).path("name").asText()).isEqualTo("Eva");
    assertThat(body(revoked).at("/missingPermissions/0").asText()).isEqualTo("callLog");
    assertAnswer(send("renameDevice", "{\"name\":\"Jan\"}", Map.of("id", Samples.PHONE.id())), 200);
  }

  @Test
  @DisplayName("A phone that is not there cannot be revoked: 404")
  void unknownDevice() throws Exception {
    when(devices.revoke(any())).thenThrow(RefusedRequest.notFound("No such phone."));
    assertProblem(send("revokeDevice", null, Map.of("id", Samples.PHONE.id())), 404);
  }

  @Test
  @DisplayName(
      "A phone fetches its settings with 200 and a tag; with that tag it gets 304 and no body")
  void settings() throws Exception {
    Exchange first = send("getSettings", null, Map.of());
    assertAnswer(first, 200);
    assertThat(body(first).path("overlay").asBoolean()).isTrue();
    String tag = first.getMessage().getHeader("ETag", String.class);
    Exchange second = send("getSettings", null, Map.of("If-None-Match", tag));
    assertAnswer(second, 304);
    assertThat(second.getMessage().getBody()).isNull();
    assertThat(second.getMessage().getHeader("ETag")).isEqualTo(tag);
    when(recordings.allows(7)).thenReturn(true);
    Exchange third = send("getSettings", null, Map.of("If-None-Match", tag));
    assertAnswer(third, 200);
    assertThat(body(third).path("recording").asBoolean()).isTrue();
    assertThat(third.getMessage().getHeader("ETag")).isNotEqualTo(tag);
  }

  @Test
  @DisplayName("A heartbeat is kept for the phone that sent it, and answered with 204 and no body")
  void heartbeat() throws Exception {
    Exchange answer =
        send("postHeartbeat", "{\"queueLength\":3,\"recording\":false,\"tomorrow\":1}", Map.of());
    assertAnswer(answer, 204);
    assertThat(answer.getMessage().getBody()).isNull();
    verify(devices)
        .heartbeat(
            Samples.PHONE,
            new Heartbeat(
                Optional.empty(),
                Optional.empty(),
                Optional.of(3),
                Optional.of(false),
                Optional.empty()));
  }

  @Test
  @DisplayName("Who is no paired phone has no heartbeat")
  void stranger() throws Exception {
    doThrow(RefusedRequest.of(HttpStatus.UNAUTHORIZED, "Who are you?"))
        .when(callingDevice)
        .process(any());
    assertProblem(send("postHeartbeat", "{}", Map.of()), 401);
    verify(devices, never()).heartbeat(any(), any());
  }
}
