package simtrix.phone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.json.JSONObject;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import simtrix.phone.testing.FakeConditions;
import simtrix.phone.testing.FakeServer;

/** Every answer of the bridge API; without Android, so that it runs on the dexed code as well. */
public class BridgeClientTest {

  private static final UUID CALL = UUID.fromString("7b0f7a54-6c0c-4d5c-9a25-2f6f9a3f0b11");
  private static final PhoneFacts FACTS =
      new PhoneFacts("Eva's phone", "Pixel 9", "16", "1.0.0", 3, Map.of("callLog", true));

  private final MockWebServer server = new MockWebServer();
  private final FakeConditions conditions = conditions(true);
  private BridgeClient client;
  private Credentials to;

  @Before
  public void start() throws IOException {
    server.start(InetAddress.getLoopbackAddress(), 0);
    client = new BridgeClient(BridgeClient.http(), conditions);
    to = new Credentials(HttpUrl.get("http://127.0.0.1:" + server.getPort()), "secret");
  }

  @After
  public void stop() throws IOException {
    server.shutdown();
  }

  @Test
  public void aRingIsAnsweredWithTheCard() throws Exception {
    json(
        200,
        """
        {"callId": "7b0f7a54-6c0c-4d5c-9a25-2f6f9a3f0b11", "kind": "KNOWN", "freshness": "CACHED",
         "matches": 1, "caller": {"type": "CONTACT", "id": 512, "name": "Eva Kern",
         "company": "Muster GmbH", "responsible": null, "url": "https://x/1/"},
         "deal": {"id": 340, "title": "Angebot", "stage": "Neu", "amount": "12500.00",
         "currency": "EUR", "url": "https://x/2/"}, "lead": null}
        """);

    Card card = client.ring(to, CALL, "{}").taken().orElseThrow();

    assertThat(card.caller().orElseThrow().name()).isEqualTo("Eva Kern");
    assertThat(card.caller().orElseThrow().responsible()).isEmpty();
    assertThat(card.deal().orElseThrow().amount()).contains("12500.00");
    assertThat(card.lead()).isEmpty();
    assertThat(CardJson.read(new JSONObject(CardJson.write(card)))).isEqualTo(card);
    RecordedRequest request = server.takeRequest();
    assertThat(request.getPath()).isEqualTo("/bridge/v1/calls/" + CALL);
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer secret");
  }

  @Test
  public void anEventIsTakenByTheServersOwnWordAlone() {
    json(202, "{\"callId\": \"" + CALL + "\", \"status\": \"QUEUED\"}");
    assertThat(client.event(to, CALL, "{}")).isInstanceOf(Answer.Taken.class);
    server.enqueue(FakeServer.html(200));
    assertThat(client.event(to, CALL, "{}")).isEqualTo(new Answer.Foreign<>(200));
    json(202, "{\"callId\": \"" + UUID.randomUUID() + "\", \"status\": \"QUEUED\"}");
    assertThat(client.event(to, CALL, "{}")).isInstanceOf(Answer.Foreign.class);
    server.enqueue(
        new MockResponse().setResponseCode(302).setHeader("Location", server.url("/other")));
    assertThat(client.event(to, CALL, "{}")).isEqualTo(new Answer.Foreign<>(302));
    assertThat(server.getRequestCount()).as("no redirect is followed").isEqualTo(4);
  }

  @Test
  public void aRefusalCarriesTheServersSentence() {
    server.enqueue(
        new MockResponse()
            .setResponseCode(400)
            .setHeader("Content-Type", "application/problem+json")
            .setBody(
                """
                {"status": 400, "title": "Bad Request", "detail": "The body does not fit.",
                 "errors": [{"field": "outcome", "message": "outcome is required"}]}
                """));
    assertThat(client.event(to, CALL, "{}"))
        .isEqualTo(new Answer.Refused<>(400, "The body does not fit. outcome is required"));
    for (int status : new int[] {404, 409, 413, 415}) {
      problem(status);
      assertThat(client.event(to, CALL, "{}")).isEqualTo(new Answer.Refused<>(status, "It is so."));
    }
    problem(401);
    assertThat(client.event(to, CALL, "{}")).isInstanceOf(Answer.NotBelieved.class);
  }

  @Test
  public void aBusyServerSaysHowLong() {
    problem(503, "Retry-After", "30");
    assertThat(client.event(to, CALL, "{}"))
        .isEqualTo(new Answer.NotNow<>(503, Optional.of(Duration.ofSeconds(30))));
    problem(429, "Retry-After", "Tue, 24 Nov 2026 09:02:00 GMT");
    Answer<?> later = client.event(to, CALL, "{}");
    assertThat(((Answer.NotNow<?>) later).retryAfter().orElseThrow())
        .isLessThanOrEqualTo(Duration.ofHours(6));
    problem(429, "Retry-After", "99999999999999");
    assertThat(client.event(to, CALL, "{}"))
        .isEqualTo(new Answer.NotNow<>(429, Optional.of(Duration.ofHours(6))));
    problem(503, "Retry-After", "soon");
    assertThat(client.event(to, CALL, "{}")).isEqualTo(new Answer.NotNow<>(503, Optional.empty()));
    problem(500);
    assertThat(client.event(to, CALL, "{}")).isEqualTo(new Answer.NotNow<>(500, Optional.empty()));
  }

  @Test
  public void nobodyThereIsToldApartFromNoNetwork() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AT_START));
    assertThat(client.event(to, CALL, "{}"))
        .isEqualTo(new Answer.Silence<>(Answer.Reason.NO_ANSWER));
    conditions.online = false;
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AT_START));
    assertThat(client.event(to, CALL, "{}"))
        .isEqualTo(new Answer.Silence<>(Answer.Reason.NO_NETWORK));
  }

  @Test
  public void nothingGoesInClearOverANetwork() {
    Credentials clear = new Credentials(HttpUrl.get("http://calls.example.com"), "secret");
    assertThat(client.event(clear, CALL, "{}"))
        .isEqualTo(new Answer.Silence<>(Answer.Reason.NOT_SECURE));
    BridgeClient released = new BridgeClient(BridgeClient.http(), conditions(false));
    assertThat(released.event(to, CALL, "{}"))
        .isEqualTo(new Answer.Silence<>(Answer.Reason.NOT_SECURE));
    assertThat(server.getRequestCount()).isZero();
    assertThat(new ServerAddress(false).of("calls.example.com/").map(ServerAddress::text))
        .contains("https://calls.example.com");
    assertThat(new ServerAddress(false).of("http://127.0.0.1:8080")).isEmpty();
    assertThat(new ServerAddress(true).of("http://192.168.1.2:8080")).isEmpty();
  }

  @Test
  public void anAnswerWithoutEndIsNoAnswer() {
    json(200, "{\"a\": \"" + "x".repeat(300_000) + "\"}");
    assertThat(client.ring(to, CALL, "{}")).isEqualTo(new Answer.Foreign<>(200));
  }

  @Test
  public void settingsThatStillHoldAreNotSentAgain() throws Exception {
    server.enqueue(
        new MockResponse()
            .setHeader("Content-Type", "application/json")
            .setHeader("ETag", "\"7\"")
            .setBody("{\"overlay\": false, \"recording\": true, \"more\": 1}"));
    FreshSettings fresh = client.settings(to, Optional.empty()).taken().orElseThrow().orElseThrow();
    assertThat(fresh.settings()).isEqualTo(new PhoneSettings(false, true));
    server.takeRequest();
    server.enqueue(new MockResponse().setResponseCode(304));
    assertThat(client.settings(to, fresh.tag()).taken().orElseThrow()).isEmpty();
    assertThat(server.takeRequest().getHeader("If-None-Match")).isEqualTo("\"7\"");
  }

  @Test
  public void aHeartbeatSaysHowThePhoneFares() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(204));
    assertThat(client.heartbeat(to, FACTS)).isInstanceOf(Answer.Taken.class);
    JSONObject body = new JSONObject(server.takeRequest().getBody().readUtf8());
    assertThat(body.getInt("queueLength")).isEqualTo(3);
    assertThat(body.getJSONObject("permissions").getBoolean("callLog")).isTrue();
  }

  @Test
  public void aCodeIsRedeemedWithoutAToken() throws Exception {
    json(
        201,
        "{\"deviceId\": \"d\", \"token\": \"t\", \"settings\": {\"overlay\": true,"
            + " \"recording\": false}}");
    NewPairing pairing = client.pair(to.server(), "H7KM-3QXP", FACTS).taken().orElseThrow();
    assertThat(pairing.token()).isEqualTo("t");
    assertThat(pairing.portal()).isEmpty();
    assertThat(server.takeRequest().getHeader("Authorization")).isNull();
  }

  @Test
  public void aRecordingIsReadWhileItIsSent() throws Exception {
    json(202, "{\"callId\": \"" + CALL + "\", \"state\": \"RECEIVED\"}");
    assertThat(client.recording(to, CALL, file(new ByteArrayInputStream(new byte[100_000]))))
        .isInstanceOf(Answer.Taken.class);
    RecordedRequest request = server.takeRequest();
    assertThat(request.getBodySize()).isEqualTo(100_000);
    assertThat(request.getHeader("Content-Type")).isEqualTo("audio/mp4");
  }

  @Test
  public void aRecordingThatIsGoneIsRefusedByThePhoneItself() throws IOException {
    InputStream broken = InputStream.nullInputStream();
    broken.close();
    assertThat(client.recording(to, CALL, file(broken))).isInstanceOf(Answer.Refused.class);
  }

  private static Upload file(InputStream in) {
    return new Upload() {
      @Override
      public String type() {
        return "audio/mp4";
      }

      @Override
      public long length() {
        return -1;
      }

      @Override
      public InputStream open() {
        return in;
      }
    };
  }

  private void json(int status, String body) {
    server.enqueue(FakeServer.json(status, body));
  }

  private void problem(int status, String... header) {
    MockResponse answer = FakeServer.problem(status, "It is so.");
    if (header.length > 0) {
      answer.setHeader(header[0], header[1]);
    }
    server.enqueue(answer);
  }

  private static FakeConditions conditions(boolean loopbackInClear) {
    return new FakeConditions(
        () -> Instant.parse("2026-11-24T09:00:00Z"), new ServerAddress(loopbackInClear));
  }
}
