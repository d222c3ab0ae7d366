package simtrix.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static simtrix.testing.DeadCalls.patience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import simtrix.sandbox.Effect;
import simtrix.testing.Audio;
import simtrix.testing.Http;
import simtrix.testing.InstalledPortal;
import simtrix.testing.OpenUpload;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.ServerProcess;

@DisplayName("SIGTERM: what was begun is finished, nothing is begun, the next start does the rest")
class GracefulStopIT {

  private static final String KNOWN = "+4930111111";
  private static final String RINGING = "+4930222222";

  /** What a process ends with that was asked to by SIGTERM. */
  private static final int TERMINATED = 143;

  /** So long that a write that was broken off is not repeated soon after the start. */
  private static final Map<String, Object> NOT_SOON =
      Map.of("simtrix.bitrix24.settling-time", "60s");

  private static final Map<String, Object> LITTLE_TIME =
      Map.of("spring.lifecycle.timeout-per-shutdown-phase", "1s", "camel.main.shutdown-timeout", 1);

  private static ServerProcess server;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(StormServer.SETTINGS);
    settings.put("simtrix.recordings.allowed", true);
    // The portal holds a write back for as long as the test needs to have the server stopped.
    settings.put("simtrix.bitrix24.write-timeout", "30s");
    server = new ServerProcess(settings);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @AfterEach
  void runsAgain() {
    if (!server.isAlive()) {
      server.start();
    }
  }

  @Test
  @DisplayName("A ring, a write and an upload under way are answered; whoever comes now is refused")
  void finishes() throws Exception {
    try (Work work = new Work()) {
      CompletableFuture<Http.Answer> ring = work.ring();
      List<PhoneCall> waiting = List.of(work.ended(), work.ended());

      int logged = server.log().length();
      server.askToStop();
      patience().until(GracefulStopIT::takesNoConnection);
      assertThatThrownBy(() -> work.phone.call(KNOWN).ringing())
          .as("a connection that was kept open")
          .isInstanceOf(UncheckedIOException.class);
      work.goOn.countDown();

      assertThat(ring.join().status()).isEqualTo(200);
      assertThat(ring.join().json().path("kind").asText()).isIn("KNOWN", "PENDING");
      assertThat(work.upload.finish()).contains("202");
      assertThat(server.awaitEnd()).isEqualTo(TERMINATED);
      assertQuietSince(logged);

      server.start(NOT_SOON);
      assertThat(work.written.status()).isEqualTo("WRITTEN");
      waiting.forEach(GracefulStopIT::awaitWritten);
      work.assertRecorded();
      waiting.forEach(call -> assertThat(work.portal.statisticsOf(call.id)).hasSize(1));
      assertThat(work.portal.statisticsOf(work.written.id)).hasSize(1);
    }
  }

  @Test
  @DisplayName("What takes longer than there is time for is broken off, and not lost")
  void breaksOff() throws Exception {
    server.askToStop();
    server.awaitEnd();
    server.start(LITTLE_TIME);
    try (Work work = new Work()) {
      int logged = server.log().length();
      server.askToStop();
      assertThat(server.awaitEnd()).isEqualTo(TERMINATED);
      assertThat(work.upload.answer()).isEmpty();
      assertThat(linesSince(logged))
          .as("nobody waits for the broken upload once the web server is gone")
          .noneMatch(line -> line.contains("Timed out while waiting for executor"));
      work.goOn.countDown();

      server.start();
      awaitWritten(work.written);
      assertThat(work.portal.statisticsOf(work.written.id)).hasSize(1);
      Http.Answer again = work.phone.upload(work.recorded.id, "audio/mpeg", work.mp3);
      assertThat(again.status()).isEqualTo(202);
      work.assertRecorded();
    }
  }

  @ParameterizedTest
  @MethodSource("simtrix.storm.Storm#seeds")
  @DisplayName("During traffic, twice: lost 0, twice 0, and no phone hears anything but 503")
  void inTraffic(long seed) {
    try (Storm storm = Storm.on(server, "stop", seed, 100)) {
      for (int i = 0; i < 2; i++) {
        storm.rage();
        int logged = server.log().length();
        storm.kill(server::askToStop);
        assertThat(server.awaitEnd()).isEqualTo(TERMINATED);
        assertQuietSince(logged);
        server.start();
      }
      storm.blowOver();
      storm.reckon();
      assertThat(storm.mistakenAnswers()).isZero();
    }
  }

  private static boolean takesNoConnection() throws IOException {
    try {
      new Socket(server.address().getHost(), server.address().getPort()).close();
      return false;
    } catch (ConnectException refused) {
      return true;
    }
  }

  private static void awaitWritten(PhoneCall call) {
    patience().until(() -> call.status().equals("WRITTEN"));
  }

  private static void assertQuietSince(int logged) {
    assertThat(linesSince(logged))
        .noneMatch(line -> line.contains(" ERROR ") || line.startsWith("\tat "));
  }

  private static Stream<String> linesSince(int logged) {
    return server.log().substring(logged).lines();
  }

  /** A portal that does not answer a write yet, and a phone that has sent half of a recording. */
  private static final class Work implements AutoCloseable {

    final CountDownLatch goOn = new CountDownLatch(1);
    final byte[] mp3 = Audio.tone("mp3");
    final InstalledPortal portal = InstalledPortal.on(server);
    final Phone phone = portal.phone();
    final PhoneCall recorded = phone.call(KNOWN).isRecorded();
    final PhoneCall written;
    final OpenUpload upload;

    Work() throws IOException {
      portal.contactWithDeal(KNOWN);
      portal.contactWithDeal(RINGING);
      assertThat(recorded.ringing().status()).isEqualTo(200);
      holdBack("telephony.externalCall.finish");
      written = ended();
      patience().until(portal.sandbox.faults()::allMet);
      long before = uploads();
      upload = OpenUpload.begin(server.address(), phone, recorded.id, mp3);
      patience().until(() -> uploads() > before);
    }

    private void holdBack(String method) {
      portal.sandbox.faults().on(method).then(Effect.late(goOn));
    }

    /** A call that the server has taken. */
    PhoneCall ended() {
      PhoneCall call = phone.call(KNOWN);
      assertThat(call.endsAnswered().status()).isEqualTo(202);
      return call;
    }

    /** A phone that waits for its card, because the portal has not answered yet. */
    CompletableFuture<Http.Answer> ring() {
      holdBack("crm.duplicate.findbycomm");
      CompletableFuture<Http.Answer> ring =
          CompletableFuture.supplyAsync(() -> phone.call(RINGING).ringing());
      patience().until(portal.sandbox.faults()::allMet);
      return ring;
    }

    void assertRecorded() {
      assertThat(recorded.endsAnswered().status()).isEqualTo(202);
      patience().until(() -> portal.records.recordings().size() == 1);
      assertThat(portal.records.recordings().get(0).size()).isEqualTo(mp3.length);
    }

    private static long uploads() throws IOException {
      Path folder = Files.createDirectories(server.data().resolve("recordings/incoming"));
      try (Stream<Path> files = Files.list(folder)) {
        return files.count();
      }
    }

    @Override
    public void close() throws IOException {
      goOn.countDown();
      upload.close();
      portal.close();
    }
  }
}
