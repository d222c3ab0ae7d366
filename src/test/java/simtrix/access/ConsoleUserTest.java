package simtrix.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.audit.AuditEntry;
import simtrix.audit.AuditFilter;
import simtrix.audit.AuditLog;
import simtrix.edge.EdgeTest;
import simtrix.edge.Server;
import simtrix.edge.Server.Answer;

@DisplayName("The users of the console, what they may do, and what the audit says of it (DESIGN 7)")
@EdgeTest
class ConsoleUserTest {

  private static final String API = "/support/api/v1";
  private static final String RETRY = API + "/dead-letters/1/retry";
  private static final String PASSWORD = "a long sentence";

  @Autowired private Server server;
  @Autowired private AuditLog audit;

  private static final AtomicInteger ADDRESSES = new AtomicInteger(10);

  private final String address = "198.51.100." + ADDRESSES.getAndIncrement();
  private final String name = "user" + UUID.randomUUID().toString().substring(0, 8);
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();

  @BeforeEach
  void nobodyIsLoggedIn() {
    cookies.getCookieStore().removeAll();
  }

  @Test
  @DisplayName("A new user gets in with the password that was given, and with no other")
  void newUser() {
    assertThat(create("operator").status()).isEqualTo(201);
    assertThat(as(name, PASSWORD, "GET", API + "/portals").status()).isEqualTo(200);
    assertThat(as(name, PASSWORD + "x", "GET", API + "/portals").status()).isEqualTo(401);
    assertThat(server.asAdmin(server.to(API + "/users").GET()).json())
        .anyMatch(user -> user.path("username").asText().equals(name));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'{\"username\":\"eva\",\"password\":\"too short\",\"role\":\"reader\"}',password must have at least 12 characters",
    "'{\"username\":\"e\",\"password\":\"a long sentence\",\"role\":\"reader\"}',username must have 2 to 64 characters",
    "'{\"username\":\"eva\",\"password\":\"a long sentence\",\"role\":\"root\"}',role must be one of",
    "'{\"username\":\"eva\",\"password\":\"äääääääääääääääääääääääääääääääääääää\",\"role\":\"reader\"}',at most 72 bytes",
  })
  @DisplayName("What cannot be a user is refused with a sentence")
  void refused(String body, String sentence) {
    Answer answer = server.postAsAdmin(API + "/users", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/message").asText()).contains(sentence);
  }

  @Test
  @DisplayName("A name is given once, and admin to nobody")
  void taken() {
    create("reader");
    assertThat(create("admin").status()).isEqualTo(409);
    assertThat(
            server
                .postAsAdmin(
                    API + "/users",
                    "{\"username\":\"Admin\",\"password\":\"a long sentence\",\"role\":\"reader\"}")
                .status())
        .isEqualTo(409);
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "reader,GET,/support/api/v1/dead-letters,200",
    "reader,GET,/support/api/v1/audit,200",
    "reader,POST,/support/api/v1/dead-letters/1/retry,403",
    "reader,GET,/support/api/v1/users,403",
    "operator,POST,/support/api/v1/dead-letters/1/retry,200",
    "operator,GET,/support/api/v1/users,403",
    "operator,POST,/support/api/v1/devices/11111111-2222-3333-4444-555555555555/revoke,403",
    "operator,GET,/actuator/prometheus,200",
    "admin,POST,/support/api/v1/devices/11111111-2222-3333-4444-555555555555/revoke,404",
    "admin,GET,/support/api/v1/users,200",
  })
  @DisplayName("Each role may do what the contract says")
  void roles(String role, String method, String path, int status) {
    create(role);
    assertThat(as(name, PASSWORD, method, path).status()).isEqualTo(status);
  }

  @Test
  @DisplayName("Every action is in the audit at once, also one that was refused, with its user")
  void audited() {
    create("reader");
    as(name, PASSWORD, "POST", RETRY);
    assertThat(entry("admin", "createUser").target()).endsWith("/users/" + name);
    AuditEntry refused = entry(name, "retryDeadLetter");
    assertThat(refused.allowed()).isFalse();
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.target()).isEqualTo(RETRY);
    as(name, "wrong password", "POST", RETRY);
    assertThat(entry(name, "retryDeadLetter").status()).isEqualTo(401);
    as(name, PASSWORD, "GET", API + "/users");
    assertThat(entry(name, "listUsers").allowed()).isFalse();
    server.asAdmin(server.to(RETRY).POST(BodyPublishers.noBody()));
    assertThat(entry("admin", "retryDeadLetter").allowed()).isTrue();
    server.postAsAdmin(API + "/users", "{}");
    assertThat(entry("admin", "createUser").status()).isEqualTo(400);
    String path = API + "/nothing-" + name;
    server.asAdmin(server.to(path).POST(BodyPublishers.noBody()));
    assertThat(entry("admin", "POST").status()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "Who is not logged in is sent to the login page, and from there to the page that was asked for")
  void wayBack() throws Exception {
    create("reader");
    HttpResponse<String> sent = browse("GET", "/console/dead-letters/5?q=x", "");
    assertThat(sent.statusCode()).isEqualTo(302);
    assertThat(location(sent)).endsWith("/console/login");
    HttpResponse<String> in = logIn(PASSWORD);
    assertThat(in.statusCode()).isEqualTo(302);
    assertThat(location(in)).endsWith("/console/dead-letters/5?q=x");
    assertThat(entry(name, "login").allowed()).isTrue();
  }

  @Test
  @DisplayName(
      "Wrong logins of the form are told from right ones, are slowed down, and are in the audit")
  void wrongForm() throws Exception {
    create("reader");
    assertThat(location(logIn("wrong password"))).endsWith("/console/login?error");
    assertThat(entry(name, "login").allowed()).isFalse();
    HttpResponse<String> last = logIn("wrong");
    for (int i = 0; i < 60 && location(last).endsWith("error"); i++) {
      last = logIn("wrong " + i);
    }
    assertThat(location(last)).contains("/console/login?wait=");
  }

  @Test
  @DisplayName("A session may use the API: looking as it is, changing with its CSRF token alone")
  void session() throws Exception {
    create("operator");
    String before = browse("GET", "/console", "").headers().map().toString();
    assertThat(before).doesNotContain("SIMTRIX=");
    HttpResponse<String> in = logIn(PASSWORD);
    assertThat(location(in)).endsWith("/console");
    assertThat(in.headers().allValues("Set-Cookie"))
        .anyMatch(
            cookie ->
                cookie.startsWith("SIMTRIX=")
                    && cookie.contains("HttpOnly")
                    && cookie.contains("SameSite=Lax"));
    assertThat(browse("GET", API + "/portals", "").statusCode()).isEqualTo(200);
    HttpResponse<String> forged = browse("POST", RETRY, "");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("CSRF token");
    assertThat(entry(name, "retryDeadLetter").allowed()).isFalse();
    HttpRequest.Builder with = request("POST", RETRY, "").header("X-CSRF-TOKEN", csrf());
    assertThat(send(with).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("Over https the session's cookie never travels without it")
  void secureCookie() throws Exception {
    create("reader");
    browse("GET", "/console/login", "");
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(name, URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8), csrf());
    HttpResponse<String> in =
        send(request("POST", "/console/login", form).header("X-Forwarded-Proto", "https"));
    assertThat(in.headers().allValues("Set-Cookie"))
        .anyMatch(cookie -> cookie.startsWith("SIMTRIX=") && cookie.contains("Secure"));
  }

  @Test
  @DisplayName("A page of another site cannot use a password that the browser remembers")
  void otherSite() {
    create("operator");
    Answer answer =
        server.send(
            server
                .to(RETRY)
                .header("Authorization", Server.basic(name, PASSWORD))
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  @DisplayName("After the login the session has another id, and after the logout it is gone")
  void fixation() throws Exception {
    create("reader");
    logIn(PASSWORD);
    String first = cookie("SIMTRIX").orElseThrow();
    logIn(PASSWORD);
    assertThat(cookie("SIMTRIX")).isPresent().isNotEqualTo(Optional.of(first));
    HttpResponse<String> out = browse("POST", "/console/logout", "_csrf=" + csrf());
    assertThat(location(out)).endsWith("/console/login?out");
    assertThat(entry(name, "logout").allowed()).isTrue();
    assertThat(location(browse("GET", "/console", ""))).endsWith("/console/login");
  }

  @Test
  @DisplayName(
      "Pages allow no inline script and no frame, and a part of a page sends its page to the login")
  void policy() throws Exception {
    HttpResponse<String> page = send(request("GET", "/console/x", "").header("HX-Request", "true"));
    assertThat(page.statusCode()).isEqualTo(401);
    assertThat(page.headers().firstValue("HX-Redirect")).hasValue("/console/login");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  private Answer create(String role) {
    return server.postAsAdmin(
        API + "/users",
        "{\"username\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}"
            .formatted(name, PASSWORD, role));
  }

  /** Each user from an address of its own, so that wrong passwords slow nobody else down. */
  private Answer as(String user, String password, String method, String path) {
    return server.send(
        server
            .to(path)
            .header("X-Forwarded-For", address)
            .header("Authorization", Server.basic(user, password))
            .method(method, BodyPublishers.noBody()));
  }

  private AuditEntry entry(String user, String action) {
    return audit
        .list(
            new AuditFilter(
                Optional.of(user),
                Optional.of(action),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            0,
            1)
        .stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("No entry of " + user + " for " + action));
  }

  private HttpResponse<String> logIn(String password) throws Exception {
    browse("GET", "/console/login", "");
    String form =
        "username=%s&password=%s&_csrf=%s"
            .formatted(name, URLEncoder.encode(password, StandardCharsets.UTF_8), csrf());
    return browse("POST", "/console/login", form);
  }

  private String csrf() {
    return cookie("XSRF-TOKEN").orElse("");
  }

  private Optional<String> cookie(String cookie) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(kept -> kept.getName().equals(cookie))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  private HttpResponse<String> browse(String method, String path, String form) throws Exception {
    return send(request(method, path, form));
  }

  private HttpRequest.Builder request(String method, String path, String form) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
        .header("X-Forwarded-For", address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .method(method, BodyPublishers.ofString(form));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }
}
