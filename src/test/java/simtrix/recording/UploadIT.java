package simtrix.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.recording.RecordedPortal.KNOWN;
import static simtrix.recording.RecordedPortal.sha256;
import static simtrix.testing.DeadCalls.patience;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.testing.Audio;
import simtrix.testing.Http;
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
    URI server = desk.server.address();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "PUT /bridge/v1/calls/%s/recording HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
              + "Content-Type: audio/mpeg\r\nContent-Length: %d\r\n\r\n";
      out.write(
          head.formatted(call.id, desk.phone.token, mp3.length)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(mp3, 0, mp3.length / 2);
      out.flush();
      patience().until(() -> !desk.unfinished().isEmpty());
    }
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
