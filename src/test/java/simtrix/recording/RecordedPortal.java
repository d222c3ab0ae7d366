package simtrix.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import simtrix.sandbox.StoredFile;
import simtrix.settings.SimtrixSettings;
import simtrix.testing.Http;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;

/** A portal whose administrator allows recordings, and what tests ask about them. */
final class RecordedPortal implements AutoCloseable {

  static final String KNOWN = "+4930111111";

  final RunningServer server;
  final InstalledPortal portal;
  final Phone phone;

  RecordedPortal(RunningServer server) {
    this.server = server;
    this.portal = InstalledPortal.on(server);
    portal.contactWithDeal(KNOWN);
    this.phone = portal.phone();
    allow(true);
  }

  void allow(boolean allowed) {
    Http.Answer answer =
        server.support().post("/portals/" + portal.id + "/recordings", Map.of("allowed", allowed));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("recordingsAllowed").asBoolean()).isEqualTo(allowed);
  }

  /** A call that stands in the portal. */
  PhoneCall written() {
    PhoneCall call = phone.call(KNOWN);
    call.endsAnswered();
    patience().until(() -> call.status().equals("WRITTEN"));
    return call;
  }

  void upload(PhoneCall call, byte[] mp3) {
    Http.Answer answer = phone.upload(call.id, "audio/mpeg", mp3);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  JsonNode recording(UUID call) {
    return server.support().get("/calls/" + call).json().path("recording");
  }

  String state(UUID call) {
    return recording(call).path("state").asText();
  }

  void awaitState(UUID call, String state) {
    patience()
        .untilAsserted(() -> assertThat(state(call)).as("%s", recording(call)).isEqualTo(state));
  }

  /** The file that the portal has of a call, once it has one and nothing is left here. */
  StoredFile attached(UUID call) {
    awaitState(call, "ATTACHED");
    assertThat(filesHere(call)).isEmpty();
    List<StoredFile> files = filesThere(call);
    assertThat(files).as("a call has one record").hasSize(1);
    return files.get(0);
  }

  List<StoredFile> filesThere(UUID call) {
    Optional<String> crmCall = portal.statisticOf(call).map(row -> row.get("CALL_ID").toString());
    return portal.records.recordings().stream()
        .filter(file -> crmCall.filter(file.callId()::equals).isPresent())
        .toList();
  }

  /** The names of the files that are kept here for a call. */
  List<String> filesHere(UUID call) {
    return files(folder()).stream().filter(name -> name.startsWith(call.toString())).toList();
  }

  /** What is being uploaded or converted. */
  List<String> unfinished() {
    return files(folder().resolve("incoming"));
  }

  private Path folder() {
    return server.bean(SimtrixSettings.class).recordings().folder();
  }

  private static List<String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    } catch (IOException noFolder) {
      return List.of();
    }
  }

  /** The open dead letter of a call's recording. */
  JsonNode letter(UUID call) {
    return patience()
        .until(() -> server.support().deadLetter(call), Optional::isPresent)
        .orElseThrow();
  }

  /** As if that had been eight days ago. */
  void age(UUID call, String column) {
    server
        .bean(JdbcClient.class)
        .sql(
            "update recording set "
                + column
                + " = "
                + column
                + " - interval 8 day where call_id = :call")
        .param("call", call.toString())
        .update();
  }

  /** As if a file that is kept were of another size. */
  void resize(UUID call, long bytes) {
    server
        .bean(JdbcClient.class)
        .sql("update recording set bytes = :bytes where call_id = :call")
        .param("bytes", bytes)
        .param("call", call.toString())
        .update();
  }

  /** A file that no row names, and how old it is. */
  Path orphan(UUID call, Duration age) {
    try {
      Path file = Files.createDirectories(folder()).resolve(call + "-" + age.toMinutes() + ".mp3");
      Files.writeString(file, "nobody's");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
      return file;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  long rows(UUID call) {
    return server
        .bean(JdbcClient.class)
        .sql("select count(*) from recording where call_id = :call")
        .param("call", call.toString())
        .query(Long.class)
        .single();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    portal.close();
  }
}
