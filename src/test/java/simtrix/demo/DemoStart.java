package simtrix.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import simtrix.sandbox.Sandbox;
import simtrix.settings.SimtrixSettings;

/**
 * What a customer does on the first day, done over HTTP: installs the application in the portal,
 * asks for a pairing code and pairs a phone with it.
 */
@Component
@Profile(DemoApplication.PROFILE)
class DemoStart {

  /** The employee whose phone it is, and the number of the SIM in it. */
  private static final String FIRST_NAME = "Jörg";

  private static final String LINE = "+493023125199";
  private static final String ADMIN = "admin";

  /**
   * What the page needs to play a phone and to look into the support API.
   *
   * @param token the phone's device token
   * @param supportLogin value of an Authorization header
   * @param user name of the employee whose phone it is
   * @param line number of the phone's SIM
   */
  record Session(
      String token, String supportLogin, long portal, String user, String line, int attempts) {}

  private final Sandbox sandbox;
  private final DemoServer server;
  private final SimtrixSettings settings;
  private final String password;
  private final AtomicReference<Session> session = new AtomicReference<>();

  DemoStart(Sandbox sandbox, DemoServer server, SimtrixSettings settings) {
    this.sandbox = sandbox;
    this.server = server;
    this.settings = settings;
    this.password = settings.adminPassword().orElseThrow();
  }

  /**
   * @throws IllegalStateException while the server is still starting
   */
  Session session() {
    Session ready = session.get();
    if (ready == null) {
      throw new IllegalStateException("The demo is still starting; try again in a moment.");
    }
    return ready;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() throws IOException {
    int status = sandbox.install(server.at("/bitrix24/install"));
    if (status != 200) {
      throw new IllegalStateException(
          "The server answered the sandbox's installation with %d; its log says why."
              .formatted(status));
    }
    String login = basic(ADMIN, password);
    long portal = portalId(login);
    Map<String, Object> user = employee();
    String name = user.get("NAME") + " " + user.get("LAST_NAME");
    String token = pair(login, portal, user, name);
    int attempts = settings.retryDelays().size() + 1;
    session.set(new Session(token, login, portal, name, LINE, attempts));
    welcome();
  }

  private String pair(String login, long portal, Map<String, Object> user, String name) {
    JsonNode code =
        server.post(
            "/support/api/v1/pairing-codes",
            login,
            Map.of(
                "portal", portal, "userId", Long.parseLong((String) user.get("ID")), "name", name));
    JsonNode paired =
        server.post(
            "/bridge/v1/pairings",
            "",
            Map.of(
                "code",
                code.get("code").asText(),
                "device",
                Map.of(
                    "name", name,
                    "model", "Demo",
                    "androidVersion", "16",
                    "appVersion", "demo")));
    return paired.get("token").asText();
  }

  private long portalId(String login) {
    for (JsonNode portal : server.get("/support/api/v1/portals", login)) {
      if (portal.get("memberId").asText().equals(sandbox.memberId())) {
        return portal.get("id").asLong();
      }
    }
    throw new IllegalStateException("The server does not list the portal that it has installed.");
  }

  private Map<String, Object> employee() {
    return sandbox.records().users().stream()
        .filter(user -> FIRST_NAME.equals(user.get("NAME")))
        .findFirst()
        .orElseThrow();
  }

  private static String basic(String user, String password) {
    byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
  }

  /** On the console and not in the log: it holds a password. */
  private void welcome() {
    System.out.printf(
        """

          SIMtrix is running, with a Bitrix24 sandbox beside it and a phone that is paired.

            Play with it      %s
            Console           %s
                              user %s, password %s
            Bitrix24 sandbox  %s

          Stop with Ctrl+C.%s

        %n""",
        server.at("/demo"),
        server.at("/console"),
        ADMIN,
        password,
        sandbox.clientEndpoint(),
        settings.data().equals(DemoDataFolder.OWN)
            ? " The next start begins with empty data."
            : "");
  }
}
