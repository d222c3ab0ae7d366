package simtrix.phone.server;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The bridge API as a phone uses it (DESIGN 4). Every method blocks, ends within its time, and
 * never throws for what a network or a server may do.
 */
public final class BridgeClient {

  private static final MediaType JSON = MediaType.get("application/json");

  private final Exchanges patient;
  private final Exchanges quick;
  private final Exchanges uploading;

  /**
   * @param http without redirects; a request whose kept connection turns out to be dead goes out
   *     once more, which does no harm: the server takes each body any number of times
   */
  public BridgeClient(OkHttpClient http, Conditions conditions) {
    this.patient = new Exchanges(http, conditions);
    this.quick =
        new Exchanges(http.newBuilder().callTimeout(6, TimeUnit.SECONDS).build(), conditions);
    this.uploading =
        new Exchanges(http.newBuilder().callTimeout(15, TimeUnit.MINUTES).build(), conditions);
  }

  /** The client that all requests of the app go through. */
  public static OkHttpClient http() {
    return new OkHttpClient.Builder()
        .followRedirects(false)
        .followSslRedirects(false)
        .connectTimeout(5, TimeUnit.SECONDS)
        .readTimeout(20, TimeUnit.SECONDS)
        .writeTimeout(20, TimeUnit.SECONDS)
        .callTimeout(40, TimeUnit.SECONDS)
        .build();
  }

  /** Tells of a ring; the answer is the card. */
  public Answer<Card> ring(Credentials to, UUID call, String body) {
    Request request = to(to, "calls", call.toString()).put(json(body)).build();
    return quick.ask(request, answer -> CardJson.read(answer.json()));
  }

  /** Hands an event over. Taken means that the server has it for good. */
  public Answer<Standing> event(Credentials to, UUID call, String body) {
    Request request = to(to, "calls", call.toString()).put(json(body)).build();
    return patient.ask(request, answer -> standing(call, answer.json()));
  }

  /** Asks what has become of a call. */
  public Answer<Standing> call(Credentials to, UUID call) {
    Request request = to(to, "calls", call.toString()).get().build();
    return patient.ask(request, answer -> standing(call, answer.json()));
  }

  /** Looks a number up without a call. */
  public Answer<Card> caller(Credentials to, String number) {
    HttpUrl url = url(to, "callers").addQueryParameter("number", number).build();
    return quick.ask(authorized(to, url).get().build(), answer -> CardJson.read(answer.json()));
  }

  /** Uploads the recording of a call, reading the file while it goes. */
  public Answer<Boolean> recording(Credentials to, UUID call, Upload file) {
    RequestBody body = new StreamedBody(file);
    Request request = to(to, "calls", call.toString(), "recording").put(body).build();
    return uploading.ask(request, answer -> isAbout(call, answer.json()));
  }

  /**
   * Asks for the company's settings.
   *
   * @return taken and empty when those with this tag still hold
   */
  public Answer<Optional<FreshSettings>> settings(Credentials to, Optional<String> tag) {
    Request.Builder request = to(to, "settings").get();
    tag.ifPresent(known -> request.header("If-None-Match", known));
    return patient.ask(
        request.build(),
        answer ->
            answer.status() == 304
                ? Optional.empty()
                : Optional.of(new FreshSettings(settings(answer.json()), answer.tag())));
  }

  /** Says that this phone is alive and how it fares. */
  public Answer<Boolean> heartbeat(Credentials to, PhoneFacts facts) {
    JSONObject body = new JSONObject();
    try {
      body.put("appVersion", facts.appVersion());
      body.put("androidVersion", facts.androidVersion());
      body.put("queueLength", facts.queueLength());
      body.put("permissions", new JSONObject(facts.permissions()));
    } catch (JSONException e) {
      throw new IllegalStateException("a heartbeat cannot be written as JSON", e);
    }
    Request request = to(to, "heartbeat").post(json(body.toString())).build();
    return patient.ask(request, answer -> answer.bare(204, true));
  }

  /** Redeems a code. */
  public Answer<NewPairing> pair(HttpUrl server, String code, PhoneFacts facts) {
    JSONObject body = new JSONObject();
    try {
      body.put("code", code);
      body.put(
          "device",
          new JSONObject()
              .put("name", facts.name())
              .put("model", facts.model())
              .put("androidVersion", facts.androidVersion())
              .put("appVersion", facts.appVersion()));
    } catch (JSONException e) {
      throw new IllegalStateException("a pairing cannot be written as JSON", e);
    }
    HttpUrl url = server.newBuilder().addPathSegments("bridge/v1/pairings").build();
    Request request = new Request.Builder().url(url).post(json(body.toString())).build();
    return patient.ask(request, answer -> pairing(answer.json()));
  }

  private static boolean isAbout(UUID call, JSONObject json) throws JSONException {
    if (!call.toString().equalsIgnoreCase(json.getString("callId"))) {
      throw new JSONException("the answer is about another call");
    }
    return true;
  }

  private static Standing standing(UUID call, JSONObject json) throws JSONException {
    isAbout(call, json);
    Optional<String> url = CardJson.part(json, "crm").flatMap(crm -> CardJson.text(crm, "url"));
    return new Standing(json.getString("status"), url);
  }

  private static NewPairing pairing(JSONObject json) throws JSONException {
    return new NewPairing(
        json.getString("deviceId"),
        json.getString("token"),
        CardJson.text(json, "portal"),
        settings(json.getJSONObject("settings")));
  }

  private static PhoneSettings settings(JSONObject json) throws JSONException {
    return new PhoneSettings(json.getBoolean("overlay"), json.getBoolean("recording"));
  }

  private static RequestBody json(String body) {
    return RequestBody.create(body, JSON);
  }

  private static Request.Builder to(Credentials to, String... path) {
    return authorized(to, url(to, path).build());
  }

  private static HttpUrl.Builder url(Credentials to, String... path) {
    HttpUrl.Builder url = to.server().newBuilder().addPathSegments("bridge/v1");
    for (String segment : path) {
      url.addPathSegment(segment);
    }
    return url;
  }

  private static Request.Builder authorized(Credentials to, HttpUrl url) {
    return new Request.Builder().url(url).header("Authorization", "Bearer " + to.token());
  }
}
