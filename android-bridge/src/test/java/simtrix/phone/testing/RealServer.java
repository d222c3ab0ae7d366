package simtrix.phone.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.Assume.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The server of this repository in a process of its own, with a Bitrix24 sandbox beside it. Its
 * classes come from the folder named by the system property {@code simtrix.server}, the folder
 * above this one without it; README.md says how they get there.
 */
public final class RealServer implements AutoCloseable {

  private static final String PASSWORD = "of-the-end-to-end-test";
  private static final Duration LONGEST_START = Duration.ofMinutes(4);
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http =
      new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(30)).build();
  private final Path root = Path.of(System.getProperty("simtrix.server", "..")).toAbsolutePath();
  private final Path data = Path.of("target", "phone-" + UUID.randomUUID());
  private final int port = freePort();
  private Optional<Process> process = Optional.empty();

  /** Skips the test with a sentence where the server was not compiled. */
  public static RealServer started() throws IOException {
    RealServer server = new RealServer();
    assumeTrue(
        "The server is not compiled with its tests in "
            + server.root
            + ": README.md says how; so nothing was tested end to end.",
        server.isCompiled());
    try {
      server.start();
    } catch (IOException | RuntimeException notStarted) {
      server.close();
      throw notStarted;
    }
    return server;
  }

  /** Starts it, or starts it again with all that it had stored; the sandbox begins anew. */
  public void start() throws IOException {
    String path =
        String.join(
            File.pathSeparator,
            "target/test-classes",
            "target/classes",
            Files.readString(classPath()).strip());
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "simtrix.demo.DemoApplication",
            "--server.port=" + port,
            "--simtrix.data=" + data,
            "--simtrix.admin-password=" + PASSWORD);
    java.environment().put("CLASSPATH", path);
    Path log = Path.of("target", "real-server.log").toAbsolutePath();
    process =
        Optional.of(
            java.directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    await("the server to start; its output is in " + log)
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> process.get().isAlive() ? ready() : failed(log));
  }

  /** Ends the process; nothing listens there any more. */
  public void stop() {
    process.ifPresent(
        running -> {
          running.destroy();
          try {
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
              running.destroyForcibly().waitFor();
            }
          } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
          }
        });
    process = Optional.empty();
  }

  /** Ends the process and takes away what it stored. */
  @Override
  public void close() {
    stop();
    Path stored = root.resolve(data);
    if (Files.isDirectory(stored)) {
      try (Stream<Path> files = Files.walk(stored)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      } catch (IOException e) {
        throw new UncheckedIOException("The data of this test stay in " + stored + ".", e);
      }
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** A fresh code for the employee whose phone the sandbox knows. */
  public String pairingCode() throws IOException, JSONException {
    long portal = object("/demo/api/session", "").getJSONObject("session").getLong("portal");
    long user = array("/support/api/v1/devices").getJSONObject(0).getLong("userId");
    JSONObject wanted =
        new JSONObject().put("portal", portal).put("userId", user).put("name", "End to end");
    Request request =
        new Request.Builder()
            .url(url() + "/support/api/v1/pairing-codes")
            .header("Authorization", admin())
            .post(RequestBody.create(wanted.toString(), JSON))
            .build();
    return new JSONObject(body(request)).getString("code");
  }

  /** What stands on the timeline of whoever has the number, the newest first. */
  public List<JSONObject> timeline(String number) throws IOException, JSONException {
    return objects(watch(number).getJSONArray("timeline"));
  }

  /** The newest leads of the portal. */
  public List<JSONObject> leads() throws IOException, JSONException {
    return objects(watch("").getJSONArray("leads"));
  }

  private JSONObject watch(String number) throws IOException, JSONException {
    HttpUrl address =
        HttpUrl.get(url() + "/demo/api/watch")
            .newBuilder()
            .addQueryParameter("number", number)
            .build();
    return new JSONObject(body(new Request.Builder().url(address).build()));
  }

  private boolean ready() throws IOException {
    Request request = new Request.Builder().url(url() + "/demo/api/session").build();
    try (Response answer = http.newCall(request).execute()) {
      return answer.isSuccessful();
    }
  }

  private static boolean failed(Path log) {
    throw new IllegalStateException("The server ended while it started; see " + log + ".");
  }

  private JSONObject object(String path, String login) throws IOException, JSONException {
    return new JSONObject(body(get(path, login)));
  }

  private JSONArray array(String path) throws IOException, JSONException {
    return new JSONArray(body(get(path, admin())));
  }

  private Request get(String path, String login) {
    return new Request.Builder().url(url() + path).header("Authorization", login).build();
  }

  private String body(Request request) throws IOException {
    try (Response answer = http.newCall(request).execute()) {
      String body = answer.body().string();
      if (!answer.isSuccessful()) {
        throw new IOException(
            "The server answered %s with %d: %s".formatted(request.url(), answer.code(), body));
      }
      return body;
    }
  }

  private static List<JSONObject> objects(JSONArray array) {
    return IntStream.range(0, array.length()).mapToObj(array::optJSONObject).toList();
  }

  private boolean isCompiled() {
    return Files.isRegularFile(classPath())
        && Files.isRegularFile(
            root.resolve("target/test-classes/simtrix/demo/DemoApplication.class"))
        && Files.isRegularFile(root.resolve("target/classes/simtrix/SimtrixApplication.class"));
  }

  private Path classPath() {
    return root.resolve("target/test-classpath.txt");
  }

  private static String admin() {
    return Credentials.basic("admin", PASSWORD, StandardCharsets.UTF_8);
  }

  /**
   * Below those that a system gives to whoever connects to somewhere: one of them might be taken by
   * another while this server is down, even by the phone's own vain tries to reach it.
   */
  private static int freePort() {
    int first = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
    return IntStream.range(first, 32_000)
        .filter(RealServer::isFree)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("This machine has no free port."));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
