package simtrix.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's recordings, REFERENCE 5.4, and lines, REFERENCE 5.6")
class RecordingTest {
  private static final byte[] SOUND = {1, 2, 3, -1, 0, 13, 10};

  private final Sandbox sandbox = Sandbox.start();
  private final Probe app = Probe.application(sandbox);
  private String callId;

  @BeforeEach
  void register() throws IOException {
    callId =
        app.call(
                "telephony.externalCall.register",
                Map.of("USER_ID", 1, "PHONE_NUMBER", "+491713920001", "TYPE", 2))
            .result()
            .path("CALL_ID")
            .asText();
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private void finish() throws IOException {
    app.call("telephony.externalCall.finish", Map.of("CALL_ID", callId, "USER_ID", 1));
  }

  private Probe.Response attach(Map<String, Object> more) throws IOException {
    Map<String, Object> params = Php.map(more);
    params.put("CALL_ID", callId);
    return app.call("telephony.externalCall.attachRecord", params);
  }

  @Test
  @DisplayName("REFERENCE 5.4: a recording is attached after finish, and a second one replaces it")
  void attaches() throws IOException {
    String content = Base64.getEncoder().encodeToString(SOUND);
    Map<String, Object> file = Map.of("FILENAME", "a.mp3", "FILE_CONTENT", content);
    Probe.Response early = attach(file);
    finish();
    int first = attach(file).result().path("FILE_ID").asInt();
    int second = attach(file).result().path("FILE_ID").asInt();

    assertThat(early.status()).isEqualTo(400);
    assertThat(early.description()).contains("not finished yet");
    assertThat(second).isNotEqualTo(first);
    assertThat(sandbox.records().recordings())
        .containsExactly(StoredFile.of(second, callId, "a.mp3", SOUND));
    assertThat(sandbox.records().statistics().get(0)).containsEntry("RECORD_FILE_ID", second);
  }

  @Test
  @DisplayName("REFERENCE 5.4: only wav and mp3, only Base64, never nothing")
  void refuses() throws IOException {
    finish();

    assertThat(attach(Map.of("FILENAME", "a.m4a", "FILE_CONTENT", "AAAA")).description())
        .isEqualTo("Wrong file extension. Only wav and mp3 are allowed");
    assertThat(attach(Map.of("FILENAME", "a.mp3", "FILE_CONTENT", "data:%")).description())
        .startsWith("File content is not properly encoded");
    assertThat(attach(Map.of("FILENAME", "a.mp3", "FILE_CONTENT", "")).description())
        .isEqualTo("File content is empty.");
    assertThat(attach(Map.of("FILENAME", "")).description()).isEqualTo("File name is empty");
    assertThat(attach(Map.of()).description()).startsWith("Required parameters are not set");
    assertThat(sandbox.records().recordings()).isEmpty();
  }

  @Test
  @DisplayName("REFERENCE 5.4: a file name alone gives an address that takes the file as multipart")
  void uploads() throws IOException {
    finish();
    JsonNode answer = attach(Map.of("FILENAME", "a.wav")).result();
    String boundary = "----sandbox";
    byte[] head =
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\""
                + answer.path("fieldName").asText()
                + "\"; filename=\"a.wav\"\r\nContent-Type: audio/wav\r\n\r\n")
            .getBytes(UTF_8);
    byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(UTF_8);
    Probe.Response uploaded =
        app.send(
            HttpRequest.newBuilder(URI.create(answer.path("uploadUrl").asText()))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, SOUND, tail))));

    int file = uploaded.result().path("FILE_ID").asInt();
    assertThat(sandbox.records().recordings())
        .containsExactly(StoredFile.of(file, callId, "a.wav", SOUND));
  }

  @Test
  @DisplayName("REFERENCE 5.6: lines are added once, listed, changed and deleted")
  void keepsLines() throws IOException {
    Map<String, Object> line = Map.of("NUMBER", "+493023125000", "NAME", "SIM 1");
    Probe.Response added = app.call("telephony.externalLine.add", line);
    Probe.Response again = app.call("telephony.externalLine.add", line);
    Probe.Response updated =
        app.call(
            "telephony.externalLine.update",
            Map.of("NUMBER", "+493023125000", "CRM_AUTO_CREATE", "N"));
    JsonNode lines = app.call("telephony.externalLine.get").result();
    Probe.Response deleted = app.call("telephony.externalLine.delete", line);

    assertThat(added.result().path("ID").isInt()).isTrue();
    assertThat(again.description()).isEqualTo("Line already exists");
    assertThat(updated.result().path("ID").isTextual()).isTrue();
    assertThat(lines.path(0).path("CRM_AUTO_CREATE").asText()).isEqualTo("N");
    assertThat(deleted.text()).contains("\"result\":[]");
    assertThat(app.call("telephony.externalLine.get").result()).isEmpty();
  }
}
