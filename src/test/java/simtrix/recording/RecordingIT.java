package simtrix.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.recording.RecordedPortal.KNOWN;
import static simtrix.recording.RecordedPortal.sha256;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import simtrix.call.CallsForgotten;
import simtrix.sandbox.Effect;
import simtrix.sandbox.StoredFile;
import simtrix.testing.Audio;
import simtrix.testing.Http;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("A recording goes from the phone to its call in the portal, once everybody allows it")
class RecordingIT {

  private static final String ATTACH = "telephony.externalCall.attachRecord";

  private static RecordedPortal desk;
  private static byte[] mp3;

  @BeforeAll
  static void start() {
    desk = new RecordedPortal(RunningServer.shared());
    mp3 = Audio.tone("mp3");
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @AfterEach
  void calm() {
    desk.portal.sandbox.faults().clear();
  }

  @Test
  @DisplayName("MP3 and WAV are attached as they are, and nothing of them stays here")
  void asTheyAre() {
    byte[] wav = Audio.tone("wav");
    for (byte[] file : List.of(mp3, wav)) {
      PhoneCall call = desk.phone.call(KNOWN).isRecorded();
      call.endsAnswered();
      assertThat(desk.state(call.id)).isEqualTo("EXPECTED");
      String type = file == mp3 ? "audio/mpeg" : "audio/wav";
      Http.Answer answer = desk.phone.upload(call.id, type, file);
      assertThat(answer.status()).as(answer.body()).isEqualTo(202);
      assertThat(answer.json().path("state").asText()).isEqualTo("RECEIVED");
      StoredFile there = desk.attached(call.id);
      assertThat(there.sha256()).isEqualTo(sha256(file));
      assertThat(there.name()).endsWith(file == mp3 ? ".mp3" : ".wav");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "m4a, audio/mp4, aac",
    "aac, audio/aac, aac",
    "amr, audio/amr, libopencore_amrnb",
    "3gp, audio/3gpp, aac",
    "ogg, audio/ogg, libvorbis"
  })
  @DisplayName("Every other format becomes MP3")
  void converted(String ending, String type, String encoder) {
    byte[] file = Audio.tone(ending, "-c:a", encoder);
    PhoneCall call = desk.phone.call(KNOWN);
    call.endsAnswered();
    Http.Answer answer = desk.phone.upload(call.id, type, file);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    StoredFile there = desk.attached(call.id);
    assertThat(there.name()).endsWith(".mp3");
    assertThat(there.size()).isGreaterThan(1000);
  }

  @Test
  @DisplayName("A large file, sent in chunks, goes to the address that the portal gives out")
  void large() {
    byte[] wav = Audio.tone(200, "wav");
    assertThat(wav.length).isGreaterThan(2 * 1024 * 1024);
    PhoneCall call = desk.phone.call(KNOWN);
    call.endsAnswered();
    Http.Answer answer =
        desk.phone.upload(
            call.id,
            "audio/wav",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(wav)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(desk.attached(call.id).sha256()).isEqualTo(sha256(wav));
  }

  @Test
  @DisplayName("One that comes before the end of its call waits for it")
  void beforeTheEnd() {
    PhoneCall call = desk.phone.call(KNOWN);
    call.rings();
    desk.upload(call, mp3);
    assertThat(desk.recording(call.id).path("delivery").asText()).isEqualTo("WAITING");
    assertThat(desk.filesHere(call.id)).hasSize(1);
    call.endsAnswered();
    desk.attached(call.id);
  }

  @Test
  @DisplayName("Until it is attached a newer upload takes its place; then it is ignored")
  void newerOne() {
    byte[] other = Audio.tone(3, "mp3");
    byte[] third = Audio.tone(4, "mp3");
    PhoneCall call = desk.phone.call(KNOWN);
    call.rings();
    desk.upload(call, mp3);
    desk.upload(call, mp3);
    desk.upload(call, other);
    assertThat(desk.filesHere(call.id)).hasSize(1);
    call.endsAnswered();
    assertThat(desk.attached(call.id).sha256()).isEqualTo(sha256(other));
    Http.Answer late = desk.phone.upload(call.id, "audio/mpeg", third);
    assertThat(late.status()).isEqualTo(202);
    assertThat(late.json().path("state").asText()).isEqualTo("ATTACHED");
    assertThat(desk.attached(call.id).sha256()).isEqualTo(sha256(other));
  }

  @Test
  @DisplayName(
      "Where the administrator does not allow it the phone gets its 202, and nothing stays")
  void notAllowed() {
    desk.allow(false);
    try {
      PhoneCall call = desk.written();
      Http.Answer answer = desk.phone.upload(call.id, "audio/mpeg", mp3);
      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.json().path("reason").asText()).isEqualTo("NOT_ALLOWED");
      JsonNode recording = desk.recording(call.id);
      assertThat(recording.path("state").asText()).isEqualTo("NOT_POSSIBLE");
      assertThat(recording.at("/explanation/de").asText()).contains("erlaubt keine Aufnahmen");
      assertThat(recording.at("/explanation/en").asText()).contains("does not allow recordings");
      assertThat(desk.filesHere(call.id)).isEmpty();
      assertThat(desk.phone.settings().path("recording").asBoolean()).isFalse();
    } finally {
      desk.allow(true);
    }
    assertThat(desk.phone.settings().path("recording").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("When the administrator takes it back, what is not attached is deleted at once")
  void takenBack() {
    PhoneCall call = desk.phone.call(KNOWN);
    call.rings();
    desk.upload(call, mp3);
    desk.allow(false);
    desk.allow(true);
    assertThat(desk.recording(call.id).path("reason").asText()).isEqualTo("NOT_ALLOWED");
    assertThat(desk.filesHere(call.id)).isEmpty();
    desk.upload(call, mp3);
    call.endsAnswered();
    desk.attached(call.id);
  }

  @Test
  @DisplayName(
      "A user who has switched recordings off is obeyed, until the phone announces one anew")
  void userRefuses() {
    var phone = desk.portal.phone();
    PhoneCall call = phone.call(KNOWN).isRecorded();
    call.endsAnswered();
    assertThat(phone.heartbeat(Map.of("recording", false)).status()).isEqualTo(204);
    Http.Answer answer = phone.upload(call.id, "audio/mpeg", mp3);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().path("reason").asText()).isEqualTo("USER_REFUSED");
    assertThat(desk.filesHere(call.id)).isEmpty();

    PhoneCall next = phone.call(KNOWN).isRecorded();
    next.endsAnswered();
    assertThat(phone.upload(next.id, "audio/mpeg", mp3).status()).isEqualTo(202);
    desk.attached(next.id);
  }

  @Test
  @DisplayName("An announcement can be taken back")
  void notAfterAll() {
    PhoneCall call = desk.phone.call(KNOWN).isRecorded();
    call.rings();
    assertThat(desk.state(call.id)).isEqualTo("EXPECTED");
    call.isNotRecorded().endsMissed();
    assertThat(desk.state(call.id)).isEqualTo("NONE");
  }

  @Test
  @DisplayName("A call that is not for the CRM has no place for a recording")
  void notInCrm() {
    PhoneCall call = desk.phone.call("+4930999888");
    call.endsRejected();
    patience().until(() -> call.status().equals("LOCAL"));
    desk.upload(call, mp3);
    desk.server.bean(RecordingSweeps.class).end();
    assertThat(desk.recording(call.id).path("reason").asText()).isEqualTo("NOT_IN_CRM");
    assertThat(desk.filesHere(call.id)).isEmpty();
  }

  @Test
  @DisplayName("One that was announced and never came ends, and is taken if it comes after all")
  void neverCame() {
    PhoneCall call = desk.phone.call(KNOWN).isRecorded();
    call.endsAnswered();
    desk.server.bean(RecordingSweeps.class).end();
    assertThat(desk.state(call.id)).isEqualTo("EXPECTED");
    desk.age(call.id, "updated_at");
    desk.server.bean(RecordingSweeps.class).end();
    assertThat(desk.recording(call.id).path("reason").asText()).isEqualTo("NEVER_CAME");
    desk.upload(call, mp3);
    desk.attached(call.id);
  }

  @Test
  @DisplayName("After the retention the file is deleted, whatever kept it from its call")
  void tooOld() {
    PhoneCall call = desk.phone.call(KNOWN);
    call.rings();
    desk.upload(call, mp3);
    desk.age(call.id, "received_at");
    desk.server.bean(RecordingSweeps.class).end();
    assertThat(desk.recording(call.id).path("reason").asText()).isEqualTo("TOO_OLD");
    assertThat(desk.filesHere(call.id)).isEmpty();
  }

  @Test
  @DisplayName("Files that no row names are swept away, but not while they may be on their way")
  void orphans() {
    PhoneCall call = desk.phone.call(KNOWN);
    Path old = desk.orphan(call.id, Duration.ofHours(3));
    Path young = desk.orphan(call.id, Duration.ofMinutes(5));
    desk.server.bean(RecordingSweeps.class).tidy();
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  @DisplayName("A file without readable sound is not possible, and its call is not touched")
  void broken() {
    byte[] m4a = Audio.tone("m4a", "-c:a", "aac");
    PhoneCall call = desk.written();
    byte[] cut = Arrays.copyOf(m4a, 60);
    assertThat(desk.phone.upload(call.id, "audio/mp4", cut).status()).isEqualTo(202);
    desk.awaitState(call.id, "NOT_POSSIBLE");
    assertThat(desk.recording(call.id).path("reason").asText()).isEqualTo("BROKEN_AUDIO");
    assertThat(call.status()).isEqualTo("WRITTEN");
    assertThat(desk.filesHere(call.id)).isEmpty();
  }

  @Test
  @DisplayName("Cut after commit: it is repeated, and the portal has one record")
  void cutAfterCommit() {
    desk.portal.sandbox.faults().on(ATTACH).then(Effect.cutAfterCommit());
    PhoneCall call = desk.written();
    desk.upload(call, mp3);
    assertThat(desk.attached(call.id).sha256()).isEqualTo(sha256(mp3));
    assertThat(desk.portal.sandbox.faults().allMet()).isTrue();
  }

  @Test
  @DisplayName("A call that the portal does not take for finished yet is waited for")
  void notFinishedYet() {
    desk.portal
        .sandbox
        .faults()
        .on(ATTACH)
        .then(
            Effect.methodError(
                400,
                "ERROR_CORE",
                "Call is not found in the statistic table. It looks like it is not finished yet."));
    PhoneCall call = desk.written();
    desk.upload(call, mp3);
    desk.attached(call.id);
    assertThat(desk.server.support().get("/calls/" + call.id).body()).contains("CALL_NOT_FINISHED");
  }

  @Test
  @DisplayName("Refused for good: a dead letter of its own, which support retries as any other")
  void dead() {
    desk.portal
        .sandbox
        .faults()
        .on(ATTACH)
        .times(2)
        .then(Effect.methodError(403, "insufficient_scope", "Higher privileges are needed"));
    PhoneCall call = desk.written();
    desk.upload(call, mp3);
    JsonNode letter = desk.letter(call.id);
    assertThat(letter.path("kind").asText()).isEqualTo("RECORDING");
    assertThat(letter.path("category").asText()).isEqualTo("PERMISSION");
    assertThat(call.status()).isEqualTo("WRITTEN");
    assertThat(desk.recording(call.id).path("delivery").asText()).isEqualTo("DEAD");
    long id = letter.path("id").asLong();
    JsonNode detail = desk.server.support().letter(id);
    assertThat(detail.at("/retry/code").asText()).isEqualTo("ATTACH_RECORDING");
    assertThat(detail.path("editable")).isEmpty();
    assertThat(
            desk.server
                .support()
                .post("/dead-letters/" + id + "/edit-retry", Map.of("payload", Map.of("userId", 1)))
                .status())
        .isEqualTo(409);

    Http.Answer retried = desk.server.support().retry(letter);
    assertThat(retried.status()).as(retried.body()).isEqualTo(202);
    assertThat(retried.json().path("callStatus").asText()).isEqualTo("WRITTEN");
    patience()
        .until(
            () -> {
              JsonNode now = desk.server.support().letter(id);
              return now.path("state").asText().equals("DEAD") && now.path("attempts").asInt() == 2;
            });
    archiveAndRestore(id);
    long job =
        desk.server
            .support()
            .post("/retry-jobs", Map.of("ids", List.of(id)))
            .json()
            .path("id")
            .asLong();
    desk.attached(call.id);
    patience()
        .untilAsserted(
            () -> {
              JsonNode now = desk.server.support().get("/retry-jobs/" + job).json();
              assertThat(now.path("succeeded").asInt()).as("%s", now).isEqualTo(1);
            });
    assertThat(desk.server.support().letter(id).path("state").asText()).isEqualTo("RESOLVED");
    assertThat(desk.server.support().letter(id).path("onQueue").asBoolean()).isFalse();
  }

  private static void archiveAndRestore(long id) {
    for (String way : List.of("archive", "restore")) {
      assertThat(desk.server.support().post("/dead-letters/" + id + "/" + way, null).status())
          .isEqualTo(200);
    }
  }

  @Test
  @DisplayName("Calls that are forgotten take their recordings with them")
  void forgotten() {
    PhoneCall call = desk.phone.call(KNOWN);
    call.rings();
    desk.upload(call, mp3);
    desk.server.publish(new CallsForgotten(List.of(call.id)));
    assertThat(desk.filesHere(call.id)).isEmpty();
    assertThat(desk.rows(call.id)).isZero();
    assertThat(desk.state(call.id)).isEqualTo("NONE");
  }

  @Test
  @DisplayName("Operators see recordings by state, and what they take of the disk")
  void metrics() {
    desk.server.bean(RecordingMetrics.class).read();
    assertThat(desk.server.metrics())
        .containsKeys(
            "simtrix_recordings{state=\"ATTACHED\"}",
            "simtrix_recordings{state=\"NOT_POSSIBLE\"}",
            "simtrix_recordings_kept_bytes",
            "simtrix_recordings_dead");
  }
}
