package simtrix.phone.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.json.JSONException;
import org.json.JSONObject;
import simtrix.phone.account.PairingCode;

/** A server that speaks the bridge API as DESIGN 4 has it, and misbehaves when it is told to. */
public final class FakeServer extends Dispatcher implements AutoCloseable {

  public static final String KNOWN =
      """
      {"callId": null, "kind": "KNOWN", "freshness": "CACHED", "matches": 2,
       "caller": {"type": "CONTACT", "id": 512, "name": "Eva Kern", "company": "Muster GmbH",
                  "responsible": "Jan Novak", "url": "https://example.bitrix24.de/crm/contact/details/512/"},
       "deal": {"id": 340, "title": "Angebot 2026-17", "stage": "Angebot gesendet",
                "amount": "12500.00", "currency": "EUR", "url": null},
       "lead": null}
      """;

  public static final String PENDING =
      """
      {"callId": null, "kind": "PENDING", "freshness": "LIVE", "matches": 0,
       "caller": null, "deal": null, "lead": null}
      """;

  private static final String CODE = "H7KM-3QXP";

  private final MockWebServer server = new MockWebServer();
  private final Queue<MockResponse> misbehaviour = new ArrayDeque<>();
  private int goodOnes;
  private final Map<String, JSONObject> calls = new ConcurrentHashMap<>();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final List<JSONObject> bodies = new CopyOnWriteArrayList<>();
  private volatile String card = KNOWN;
  private volatile String status = "QUEUED";
  private volatile boolean recording;
  private final AtomicInteger paired = new AtomicInteger();
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private volatile boolean down;

  public FakeServer() {
    server.setDispatcher(this);
    server.setServerSocketFactory(new Prompt());
    try {
      server.start(InetAddress.getLoopbackAddress(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** What a phone is paired with here. */
  public PairingCode code() {
    return new PairingCode(url(), CODE);
  }

  /** What is answered next, whatever is asked. */
  public void next(MockResponse... answers) {
    synchronized (misbehaviour) {
      misbehaviour.addAll(List.of(answers));
    }
  }

  /** Answered once, after so many requests more that are answered as they should be. */
  public void upset(int after, MockResponse answer) {
    synchronized (misbehaviour) {
      goodOnes = after;
      misbehaviour.add(answer);
    }
  }

  public void card(String json) {
    card = json;
  }

  /** Every connection is cut, in the middle of the request's body where it has one. */
  public void down(boolean now) {
    down = now;
  }

  public void status(String word) {
    status = word;
  }

  public void allowRecording() {
    allowRecording(true);
  }

  public void allowRecording(boolean allowed) {
    recording = allowed;
  }

  /** Happens once, while the next request waits for its answer. */
  public void meanwhile(Runnable work) {
    meanwhile.set(work);
  }

  /** What is known of each call: a ring that comes after the end takes nothing of it back. */
  public Map<String, JSONObject> calls() {
    return calls;
  }

  /** How the calls ended of which that is known, in no order. */
  public List<String> outcomes() {
    return calls.values().stream()
        .map(call -> call.optString("outcome"))
        .filter(outcome -> !outcome.isEmpty())
        .toList();
  }

  /** All bodies of calls, in the order in which they came. */
  public List<JSONObject> bodies() {
    return bodies;
  }

  public List<RecordedRequest> requests() {
    return requests;
  }

  public long asked(String method, String path) {
    return requests.stream()
        .filter(r -> r.getMethod().equals(method) && r.getPath().startsWith(path))
        .count();
  }

  public static MockResponse problem(int status, String detail) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/problem+json")
        .setBody(
            "{\"type\": \"about:blank\", \"title\": \"x\", \"status\": %s, \"detail\": \"%s\"}"
                .formatted(status, detail));
  }

  public static MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setBody(body);
  }

  /** A page that some other program on the way has written. */
  public static MockResponse html(int status) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "text/html")
        .setBody("<html>Welcome to the hotel</html>");
  }

  @Override
  public MockResponse peek() {
    return down
        ? new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_DURING_REQUEST_BODY)
        : super.peek();
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    requests.add(request);
    meanwhile.getAndSet(() -> {}).run();
    String body = request.getBody().clone().readUtf8();
    if (down) {
      return new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
    }
    synchronized (misbehaviour) {
      if (!misbehaviour.isEmpty() && goodOnes-- <= 0) {
        return misbehaviour.poll();
      }
    }
    try {
      return answer(request.getMethod(), request.getPath(), body);
    } catch (JSONException e) {
      return problem(400, "no JSON");
    }
  }

  @Override
  public void close() {
    try {
      server.shutdown();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MockResponse answer(String method, String path, String body) throws JSONException {
    if (path.endsWith("/pairings")) {
      boolean right = new JSONObject(body).getString("code").equals(CODE);
      return right
          ? json(
              201,
              "{\"deviceId\": \"device-%1$d\", \"token\": \"token-%1$d\", \"settings\": %2$s}"
                  .formatted(paired.incrementAndGet(), settings()))
          : problem(404, "There is no such code.");
    }
    if (path.endsWith("/settings")) {
      return json(200, settings()).setHeader("ETag", "\"1\"");
    }
    if (path.endsWith("/heartbeat")) {
      return new MockResponse().setResponseCode(204);
    }
    if (path.contains("/callers")) {
      return json(200, card);
    }
    String call = path.substring("/bridge/v1/calls/".length()).split("/")[0];
    if (path.endsWith("/recording")) {
      return json(202, "{\"callId\": \"" + call + "\", \"state\": \"RECEIVED\"}");
    }
    if (method.equals("PUT")) {
      JSONObject event = new JSONObject(body);
      bodies.add(event);
      calls.merge(
          call,
          event,
          (known, news) -> known.has("outcome") && !news.has("outcome") ? known : news);
      if (event.getString("state").equals("RINGING")) {
        return json(200, card);
      }
    }
    return json(
        method.equals("PUT") ? 202 : 200,
        "{\"callId\": \"%s\", \"status\": \"%s\", \"crm\": {\"url\": \"https://example.bitrix24.de/1\"}}"
            .formatted(call, status));
  }

  private String settings() {
    return "{\"overlay\": true, \"recording\": %b}".formatted(recording);
  }

  /** Sends each answer at once: by default the end of one waits 40 ms for the client's word. */
  private static final class Prompt extends ServerSocketFactory {

    @Override
    public ServerSocket createServerSocket() throws IOException {
      return new ServerSocket() {
        @Override
        public Socket accept() throws IOException {
          Socket accepted = super.accept();
          accepted.setTcpNoDelay(true);
          return accepted;
        }
      };
    }

    @Override
    public ServerSocket createServerSocket(int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
      throw new UnsupportedOperationException();
    }
  }
}
