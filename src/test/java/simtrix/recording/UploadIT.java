package simtrix.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.recording.RecordedPortal.KNOWN;
import static simtrix.recording.RecordedPortal.sha256;
import static simtrix.testing.DeadCalls.patience;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.settings.RecordingSettings;
import simtrix.settings.SimtrixSettings;
import simtrix.testing.Audio;
import simtrix.testing.Http;
import simtrix.testing.OpenUpload;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

@DisplayName("PUT /bridge/v1/calls/{callId}/recording: what is taken, what is refused, what breaks")
class UploadIT {

  private static final long LIMIT = 100L * 1024 * 1024;

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

  @Test
  @DisplayName(
      "Content decides: text that is called audio is 415, audio that is called something else too")
  void content() {
    PhoneCall call = ringing();
    byte[] text = "I am an MP3, believe me. ".repeat(400).getBytes(StandardCharsets.UTF_8);
    assertThat(desk.phone.upload(call.id, "audio/mpeg", text).status()).isEqualTo(415);
    byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
    assertThat(desk.phone.upload(call.id, "audio/wav", page).status()).isEqualTo(415);
    assertThat(desk.phone.upload(call.id, "application/zip", mp3).status()).isEqualTo(415);
    assertThat(desk.phone.upload(call.id, "audio/wav", mp3).status()).isEqualTo(202);
    nothingUnfinished();
  }

  @Test
  @DisplayName("Empty is 400; an unknown call and another phone's call are 404")
  void refusals() {
    PhoneCall call = ringing();
    assertThat(desk.phone.upload(call.id, "audio/mpeg", new byte[0]).status()).isEqualTo(400);
    assertThat(desk.phone.upload(UUID.randomUUID(), "audio/mpeg", mp3).status()).isEqualTo(404);
    assertThat(desk.portal.phone().upload(call.id, "audio/mpeg", mp3).status()).isEqualTo(404);
    assertThat(desk.state(call.id)).isEqualTo("NONE");
    nothingUnfinished();
  }

  @Test
  @DisplayName("One byte more than 100 MiB is 413, whether the length is announced or not")
  void tooLarge() {
    PhoneCall call = ringing();
    BodyPublisher announced = BodyPublishers.fromPublisher(silence(LIMIT + 1), LIMIT + 1);
    for (BodyPublisher body : List.of(announced, silence(LIMIT + 1))) {
      Http.Answer answer = desk.phone.upload(call.id, "audio/wav", body);
      assertThat(answer.status()).as(answer.body()).isEqualTo(413);
    }
    assertThat(desk.filesHere(call.id)).isEmpty();
    nothingUnfinished();
  }

  @Test
  @DisplayName("A connection that breaks leaves nothing that counts, and a repeat is enough")
  void broken() throws IOException {
    PhoneCall call = ringing();
    OpenUpload half = half(call);
    patience().until(() -> !desk.unfinished().isEmpty());
    half.close();
    nothingUnfinished();
    assertThat(desk.state(call.id)).isEqualTo("NONE");
    assertThat(desk.filesHere(call.id)).isEmpty();
    desk.upload(call, mp3);
    call.endsAnswered();
    assertThat(desk.attached(call.id).sha256()).isEqualTo(sha256(mp3));
  }

  @Test
  @DisplayName("Many uploads for one call at once: one of them counts, whole")
  void atOnce() {
    PhoneCall call = ringing();
    List<byte[]> files = IntStream.range(1, 5).mapToObj(i -> Audio.tone(i, "mp3")).toList();
    List<CompletableFuture<Http.Answer>> answers =
        files.stream()
            .map(
                file ->
                    CompletableFuture.supplyAsync(
                        () -> desk.phone.upload(call.id, "audio/mpeg", file)))
            .toList();
    answers.forEach(answer -> assertThat(answer.join().status()).isEqualTo(202));
    assertThat(desk.filesHere(call.id)).hasSize(1);
    call.endsAnswered();
    assertThat(files.stream().map(RecordedPortal::sha256))
        .contains(desk.attached(call.id).sha256());
    nothingUnfinished();
  }

  @Test
  @DisplayName(
      "The quota is used up: 503, nothing is kept, the call is written all the same, and a repeat later is enough")
  void quota() {
    PhoneCall full = ringing();
    desk.upload(full, mp3);
    RecordingSettings settings = desk.server.bean(SimtrixSettings.class).recordings();
    desk.resize(full.id, settings.diskQuota().toBytes());
    PhoneCall call = ringing();
    for (BodyPublisher body :
        List.of(
            BodyPublishers.ofByteArray(mp3),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(mp3)))) {
      Http.Answer answer = desk.phone.upload(call.id, "audio/mpeg", body);
      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      assertThat(answer.body()).contains("has no room for recordings at the moment");
      assertThat(answer.response().headers().firstValue("Retry-After")).hasValue("300");
    }
    assertThat(desk.state(call.id)).isEqualTo("NONE");
    assertThat(desk.filesHere(call.id)).isEmpty();
    nothingUnfinished();
    call.endsAnswered();
    patience().until(() -> call.status().equals("WRITTEN"));
    desk.resize(full.id, mp3.length);
    desk.upload(call, mp3);
    assertThat(desk.attached(call.id).sha256()).isEqualTo(sha256(mp3));
  }

  @Test
  @DisplayName("One upload more than are received at once is 503, until another is through")
  void places() throws IOException {
    PhoneCall call = ringing();
    int most = desk.server.bean(SimtrixSettings.class).recordings().uploadsAtOnce();
    List<OpenUpload> halves = new ArrayList<>();
    try {
      for (int i = 0; i < most; i++) {
        halves.add(half(call));
      }
      patience().until(() -> desk.unfinished().size() == most);
      Http.Answer answer = desk.phone.upload(call.id, "audio/mpeg", mp3);
      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      assertThat(answer.response().headers().firstValue("Retry-After")).hasValue("10");
      assertThat(halves.get(0).finish()).contains("202");
      desk.upload(call, mp3);
    } finally {
      for (OpenUpload half : halves) {
        half.close();
      }
    }
    nothingUnfinished();
  }

  private static OpenUpload half(PhoneCall call) throws IOException {
    return OpenUpload.begin(desk.server.address(), desk.phone, call.id, mp3);
  }

  private static PhoneCall ringing() {
    PhoneCall call = desk.phone.call(KNOWN);
    call.rings();
    return call;
  }

  private static void nothingUnfinished() {
    patience().until(() -> desk.unfinished().isEmpty());
  }

  /** So many bytes that begin like a WAV and are in nobody's memory. */
  private static BodyPublisher silence(long bytes) {
    byte[] head = "RIFF\0\0\0\0WAVEfmt ".getBytes(StandardCharsets.ISO_8859_1);
    return BodyPublishers.ofInputStream(
        () ->
            new SequenceInputStream(
                new ByteArrayInputStream(head), new Zeros(bytes - head.length)));
  }

  private static final class Zeros extends InputStream {

    private long left;

    Zeros(long bytes) {
      this.left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int read = (int) Math.min(length, left);
      left -= Math.max(0, read);
      return read <= 0 ? -1 : read;
    }
  }
}
