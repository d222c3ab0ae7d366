package simtrix.phone.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.json.JSONException;
import org.json.JSONObject;

/** Sends one request and judges what comes back. */
final class Exchanges {

  /** The server's answers are smaller by far; what is larger comes from somebody else. */
  private static final long LARGEST_ANSWER = 256 * 1024;

  private final OkHttpClient http;
  private final Conditions conditions;

  Exchanges(OkHttpClient http, Conditions conditions) {
    this.http = http;
    this.conditions = conditions;
  }

  /** Reads the server's own answer; what it cannot read was not written by the server. */
  interface Reading<T> {
    T read(Received answer) throws JSONException;
  }

  /** What came back, as far as a reading needs it. */
  record Received(int status, String body, boolean isJson, Optional<String> tag) {

    JSONObject json() throws JSONException {
      if (!isJson) {
        throw new JSONException("the answer is no JSON");
      }
      return new JSONObject(body);
    }

    /** For an answer without a body, which is believed by its status alone. */
    <T> T bare(int expected, T value) throws JSONException {
      if (status != expected || (!isJson && !body.isBlank())) {
        throw new JSONException("not the answer that was expected");
      }
      return value;
    }
  }

  <T> Answer<T> ask(Request request, Reading<T> reading) {
    if (!conditions.addresses().allowed(request.url())) {
      return new Answer.Silence<>(Answer.Reason.NOT_SECURE);
    }
    try (Response response = http.newCall(request).execute()) {
      return judge(response, reading);
    } catch (UploadUnreadable e) {
      return new Answer.Refused<>(0, e.getMessage());
    } catch (IOException e) {
      return new Answer.Silence<>(reason(e));
    } catch (RuntimeException e) {
      // OkHttp passes on what Android's own network code throws on some phones.
      return new Answer.Silence<>(Answer.Reason.NO_ANSWER);
    }
  }

  private <T> Answer<T> judge(Response response, Reading<T> reading) throws IOException {
    Received received = receive(response);
    int status = response.code();
    if (response.isSuccessful() || status == 304) {
      try {
        return new Answer.Taken<>(reading.read(received));
      } catch (JSONException e) {
        return new Answer.Foreign<>(status);
      }
    }
    if (status == 429 || status >= 500) {
      return new Answer.NotNow<>(status, RetryAfter.of(response, conditions.now()));
    }
    return problem(received)
        .map(detail -> Exchanges.<T>decided(status, detail))
        .orElseGet(() -> new Answer.Foreign<>(status));
  }

  private static <T> Answer<T> decided(int status, String sentence) {
    return switch (status) {
      case 401 -> new Answer.NotBelieved<>();
      case 400, 404, 409, 413, 415 -> new Answer.Refused<>(status, sentence);
      default -> new Answer.Foreign<>(status);
    };
  }

  /** The sentence of a problem document (RFC 9457): only the server itself writes those. */
  private static Optional<String> problem(Received received) {
    try {
      JSONObject json = received.json();
      if (json.optInt("status") != received.status()) {
        return Optional.empty();
      }
      StringBuilder sentence =
          new StringBuilder(CardJson.text(json, "detail").orElse(json.optString("title")));
      var errors = json.optJSONArray("errors");
      for (int i = 0; errors != null && i < errors.length(); i++) {
        JSONObject error = errors.optJSONObject(i);
        if (error != null) {
          sentence.append(i == 0 ? " " : "; ").append(error.optString("message"));
        }
      }
      return Optional.of(sentence.toString());
    } catch (JSONException e) {
      return Optional.empty();
    }
  }

  private static Received receive(Response response) throws IOException {
    ResponseBody body = response.body();
    String type = response.header("Content-Type", "").toLowerCase(Locale.ROOT);
    boolean json =
        type.startsWith("application/json") || type.startsWith("application/problem+json");
    Optional<String> tag = Optional.ofNullable(response.header("ETag"));
    if (body == null) {
      return new Received(response.code(), "", json, tag);
    }
    BufferedSource source = body.source();
    source.request(LARGEST_ANSWER + 1);
    boolean whole = source.getBuffer().size() <= LARGEST_ANSWER;
    String text = whole ? source.getBuffer().readString(StandardCharsets.UTF_8) : "";
    return new Received(response.code(), text, json && whole, tag);
  }

  private Answer.Reason reason(IOException e) {
    if (e instanceof SSLException) {
      return Answer.Reason.NOT_SECURE;
    }

    return !conditions.online() ? Answer.Reason.NO_NETWORK : Answer.Reason.NO_ANSWER;
  }
}
