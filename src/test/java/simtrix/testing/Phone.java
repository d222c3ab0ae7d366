package simtrix.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A paired phone. */
public final class Phone {

  private static final OffsetDateTime RANG = OffsetDateTime.parse("2026-11-24T10:00:00.000+01:00");

  private final Http http;
  public final String deviceId;
  public final String token;

  Phone(URI server, String deviceId, String token) {
    this.http = new Http(server, "Bearer " + token);
    this.deviceId = deviceId;
    this.token = token;
  }

  /** A call that begins to ring; a null number is a withheld one. */
  public PhoneCall call(String number) {
    return new PhoneCall(
        UUID.randomUUID(), number, number == null ? "RESTRICTED" : "ALLOWED", null);
  }

  /** A call that another pairing of this phone has begun to tell. */
  public PhoneCall again(PhoneCall begun) {
    return new PhoneCall(begun.id, begun.number, begun.presentation, begun.line);
  }

  /** Whose a number is; asked for again while the portal has not answered, as the app does. */
  public JsonNode caller(String number) {
    JsonNode card = cardOf(number);
    return isPending(card)
        ? DeadCalls.patience().until(() -> cardOf(number), found -> !isPending(found))
        : card;
  }

  /** What the server says at once, PENDING included. */
  public JsonNode cardOf(String number) {
    return http.send(
            "GET",
            "/bridge/v1/callers?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8),
            null)
        .json();
  }

  private static boolean isPending(JsonNode card) {
    return card.path("kind").asText().equals("PENDING");
  }

  /** What the phone says of itself. */
  public Http.Answer heartbeat(Object body) {
    return http.send("POST", "/bridge/v1/heartbeat", body);
  }

  /** What the phone says of itself (DESIGN 4). */
  public Http.Answer heartbeat(Map<String, Object> body) {
    return http.send("POST", "/bridge/v1/heartbeat", body);
  }

  /** Uploads the recording of a call. */
  public Http.Answer upload(UUID call, String type, BodyPublisher file) {
    return http.send("PUT", "/bridge/v1/calls/" + call + "/recording", type, file);
  }

  public Http.Answer upload(UUID call, String type, byte[] file) {
    return upload(call, type, BodyPublishers.ofByteArray(file));
  }

  /** What the operator has decided for the app. */
  public JsonNode settings() {
    return http.send("GET", "/bridge/v1/settings", null).json();
  }

  public Http.Answer put(UUID id, Object body) {
    return http.send("PUT", "/bridge/v1/calls/" + id, body);
  }

  public Http.Answer get(UUID id) {
    return http.send("GET", "/bridge/v1/calls/" + id, null);
  }

  /** One call on this phone; its events may be sent in any order and any number of times. */
  public final class PhoneCall {

    public final UUID id;
    private final String number;
    private final String presentation;
    private final String line;
    private String recording = "NONE";

    private PhoneCall(UUID id, String number, String presentation, String line) {
      this.id = id;
      this.number = number;
      this.presentation = presentation;
      this.line = line;
    }

    public PhoneCall onLine(String lineNumber) {
      return new PhoneCall(id, number, presentation, lineNumber);
    }

    public PhoneCall withNumber(String late) {
      return new PhoneCall(id, late, "ALLOWED", line);
    }

    /** From now on its events say that a recording will come. */
    public PhoneCall isRecorded() {
      recording = "EXPECTED";
      return this;
    }

    /** From now on its events say that none will come. */
    public PhoneCall isNotRecorded() {
      recording = "NONE";
      return this;
    }

    /** The card for the panel; asked for again while the portal has not answered. */
    public JsonNode rings() {
      JsonNode card = ringing().json();
      return isPending(card) ? caller(number) : card;
    }

    /** RINGING, with the whole answer. */
    public Http.Answer ringing() {
      return put(id, event("RINGING"));
    }

    public Http.Answer isAnswered() {
      Map<String, Object> event = event("ANSWERED");
      event.put("answeredAt", RANG.plusSeconds(7).toString());
      return put(id, event);
    }

    /** ENDED as ANSWERED, with 95 seconds of talk. */
    public Http.Answer endsAnswered() {
      Map<String, Object> event = ended("ANSWERED");
      event.put("answeredAt", RANG.plusSeconds(7).toString());
      return put(id, event);
    }

    public Http.Answer endsMissed() {
      return put(id, ended("MISSED"));
    }

    public Http.Answer endsRejected() {
      return put(id, ended("REJECTED"));
    }

    public JsonNode now() {
      return get(id).json();
    }

    public String status() {
      return now().path("status").asText();
    }

    private Map<String, Object> ended(String outcome) {
      Map<String, Object> event = event("ENDED");
      event.put("outcome", outcome);
      event.put("endedAt", RANG.plusSeconds(102).toString());
      return event;
    }

    private Map<String, Object> event(String state) {
      Map<String, Object> event = new LinkedHashMap<>();
      event.put("direction", "INCOMING");
      event.put("state", state);
      event.put("number", number);
      event.put("presentation", presentation);
      event.put("ringingAt", RANG.toString());
      event.put("recording", recording);
      if (line != null) {
        event.put("line", Map.of("slot", 0, "number", line));
      }
      return event;
    }
  }
}
