package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.sandbox.Effect;
import simtrix.sandbox.Sandbox;
import simtrix.testing.Audio;
import simtrix.testing.Http;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;
import simtrix.testing.TestServer;

@DisplayName("A recording that was answered with 202 gets to its call, whatever breaks")
class RecordingStormIT {

  private static final String KNOWN = "+4930111111";
  private static final String ATTACH = "telephony.externalCall.attachRecord";

  @Test
  @DisplayName(
      "kill -9 after the 202, and again while the portal does not answer; a full disk is 503")
  void killedAndFull() throws Exception {
    byte[] mp3 = Audio.tone("mp3");
    try (SmallDisk disk = SmallDisk.mount();
        ServerProcess server =
            new ServerProcess(
                Map.of(
                    "simtrix.recordings.allowed",
                    true,
                    "simtrix.recordings.folder",
                    Files.createDirectories(disk.folder.resolve("recordings")),
                    "simtrix.recordings.free-space",
                    "1MB",
                    "simtrix.recordings.ffmpeg",
                    hangingProgram(disk.folder),
                    "simtrix.recordings.conversion-time",
                    "1s"));
        InstalledPortal portal = InstalledPortal.on(server)) {
      portal.contactWithDeal(KNOWN);
      Phone phone = portal.phone();
      PhoneCall call = phone.call(KNOWN);
      call.rings();
      full(disk, phone, call, mp3);

      assertThat(phone.upload(call.id, "audio/mpeg", mp3).status()).isEqualTo(202);
      server.killJava();
      server.start();
      assertThat(recording(server, call.id).path("state").asText()).isEqualTo("RECEIVED");

      hangs(portal.sandbox);
      call.endsAnswered();
      patience().until(() -> asked(portal.sandbox) > 0);
      server.killJava();
      portal.sandbox.faults().clear();
      server.start();
      patience()
          .untilAsserted(
              () ->
                  assertThat(recording(server, call.id).path("state").asText())
                      .as("%s", recording(server, call.id))
                      .isEqualTo("ATTACHED"));
      assertThat(portal.records.recordings()).hasSize(1);
      assertThat(portal.records.recordings().get(0).size()).isEqualTo(mp3.length);

      assertConversionEnds(server, phone);
    }
  }

  /** A converter that hangs keeps the recording from its call, and says why; the call stands. */
  private static void assertConversionEnds(TestServer server, Phone phone) {
    PhoneCall call = phone.call(KNOWN);
    call.endsAnswered();
    byte[] m4a = Audio.tone("m4a", "-c:a", "aac");
    assertThat(phone.upload(call.id, "audio/mp4", m4a).status()).isEqualTo(202);
    patience()
        .until(() -> recording(server, call.id).path("state").asText().equals("NOT_POSSIBLE"));
    assertThat(recording(server, call.id).path("reason").asText()).isEqualTo("BROKEN_AUDIO");
    assertThat(call.status()).isEqualTo("WRITTEN");
  }

  private static Path hangingProgram(Path folder) throws IOException {
    Path program =
        Files.writeString(
            folder.resolve("ffmpeg"), "#!/bin/sh\n[ \"$1\" = -version ] || exec sleep 600\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private static void full(SmallDisk disk, Phone phone, PhoneCall call, byte[] mp3) {
    disk.fill();
    Http.Answer refused = phone.upload(call.id, "audio/mpeg", mp3);
    assertThat(refused.status()).as(refused.body()).isEqualTo(503);
    assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(disk.folder.resolve("recordings").resolve("incoming")).isEmptyDirectory();
    disk.free();
  }

  /** The portal commits and keeps silent: nobody knows whether it did. */
  private static void hangs(Sandbox sandbox) {
    sandbox.faults().on(ATTACH).always().then(Effect.slow(java.time.Duration.ofSeconds(20)));
  }

  private static long asked(Sandbox sandbox) {
    return sandbox.records().recordings().size();
  }

  private static JsonNode recording(TestServer server, UUID call) {
    return server.support().get("/calls/" + call).json().path("recording");
  }
}
