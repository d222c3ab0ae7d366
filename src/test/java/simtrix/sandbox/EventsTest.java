package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's installation and events, REFERENCE 2.2 and 7")
class EventsTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Probe app = Probe.application(sandbox);
  private final List<Map<String, Object>> received = new CopyOnWriteArrayList<>();
  private final Lock answering = new ReentrantLock();
  private HttpServer receiver;
  private URI target;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
    target = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/events");
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    received.add(FormBody.parse(new String(body, StandardCharsets.UTF_8)));
    answering.lock();
    try (exchange) {
      exchange.sendResponseHeaders(204, -1);
    } finally {
      answering.unlock();
    }
  }

  @AfterEach
  void close() {
    sandbox.close();
    receiver.stop(0);
  }

  private Probe.Response bind(String event) throws IOException {
    return app.call("event.bind", Map.of("event", event, "handler", target.toString()));
  }

  private static Object at(Map<String, Object> form, String... path) {
    Object node = form;
    for (String key : path) {
      node = Php.child(node, key).orElse("");
    }
    return node;
  }

  @Test
  @DisplayName("REFERENCE 2.2: ONAPPINSTALL brings working tokens, ONAPPUNINSTALL none")
  void installs() throws IOException {
    assertThat(sandbox.install(target)).isEqualTo(204);
    Map<String, Object> install = received.get(0);
    String token = Php.text(at(install, "auth", "access_token"));

    assertThat(install).containsEntry("event", "ONAPPINSTALL");
    assertThat(at(install, "auth", "member_id")).isEqualTo(sandbox.memberId());
    assertThat(at(install, "auth", "client_endpoint")).isEqualTo(sandbox.clientEndpoint());
    assertThat(Php.text(at(install, "auth", "refresh_token"))).isNotEmpty();
    assertThat(Php.text(at(install, "auth", "scope"))).contains(" ");
    assertThat(Probe.withToken(sandbox, token).call("server.time").status()).isEqualTo(200);

    bind("ONCRMCONTACTADD");
    sandbox.uninstall(target);
    Map<String, Object> uninstall = received.get(1);
    assertThat(at(uninstall, "auth", "access_token")).isEqualTo("");
    assertThat(at(uninstall, "auth", "application_token")).isEqualTo(sandbox.applicationToken());
    assertThat(Probe.withToken(sandbox, token).call("server.time").status()).isEqualTo(401);
    assertThat(Probe.application(sandbox).call("event.get").result()).isEmpty();
  }

  @Test
  @DisplayName("REFERENCE 7.2: a change comes as a form with the id only and the application token")
  void delivers() throws IOException {
    bind("onCrmContactUpdate");
    int contact = sandbox.records().addContact("Eva", "Kern");
    app.call("crm.contact.update", Map.of("id", contact, "fields", Map.of("NAME", "Ewa")));
    await().until(() -> received.size() == 1);
    Map<String, Object> event = received.get(0);

    assertThat(event).containsEntry("event", "ONCRMCONTACTUPDATE");
    assertThat(at(event, "data", "FIELDS", "ID")).isEqualTo(String.valueOf(contact));
    assertThat(at(event, "auth", "application_token")).isEqualTo(sandbox.applicationToken());
    assertThat(at(event, "auth", "refresh_token")).isEqualTo("");
    assertThat(event).containsKey("event_handler_id");
  }

  @Test
  @DisplayName(
      "REFERENCE 7.1: bind, get and unbind; unknown events and double handlers are refused")
  void binds() throws IOException {
    assertThat(bind("ONCRMLEADADD").result().asBoolean()).isTrue();
    assertThat(bind("oncrmleadadd").error()).isEqualTo("ERROR_HANDLER_ALREADY_EXIST");
    assertThat(bind("ONNOTHING").error()).isEqualTo("ERROR_EVENT_NOT_FOUND");
    JsonNode bound = app.call("event.get").result();
    JsonNode count =
        app.call("event.unbind", Map.of("event", "ONCRMLEADADD", "handler", target.toString()))
            .result();

    assertThat(bound.path(0).path("handler").asText()).isEqualTo(target.toString());
    assertThat(count.path("count").asInt()).isEqualTo(1);
    assertThat(app.call("event.get").result()).isEmpty();
  }

  @Test
  @DisplayName("REFERENCE 7.2, 12: events come twice, out of order or not at all, by the switch")
  void misdelivers() throws IOException {
    bind("ONCRMLEADADD");
    sandbox
        .settings()
        .eventDelivery(new SandboxSettings.EventDelivery(Duration.ZERO, 1, false, false));
    sandbox.records().addLead("verloren");
    sandbox.settings().eventDelivery(SandboxSettings.EventDelivery.AT_ONCE);
    int before;
    int first;
    int second;
    answering.lock();
    try {
      before = sandbox.records().addLead("0");
      await().until(() -> received.size() == 1);
      // While that one waits for its answer the next two become events of the same moment.
      sandbox
          .settings()
          .eventDelivery(new SandboxSettings.EventDelivery(Duration.ZERO, 0, true, true));
      first = sandbox.records().addLead("1");
      second = sandbox.records().addLead("2");
    } finally {
      answering.unlock();
    }
    await().until(() -> received.size() == 5);

    assertThat(received)
        .extracting(event -> at(event, "data", "FIELDS", "ID"))
        .containsExactly("" + before, "" + second, "" + second, "" + first, "" + first);
  }

  @Test
  @DisplayName("REFERENCE 7: seeding through Java may be kept quiet")
  void seedsQuietly() throws IOException {
    bind("ONCRMLEADADD");
    sandbox.settings().seedingFiresEvents(false);
    sandbox.records().addLead("still");
    int loud = app.call("crm.lead.add", Map.of("fields", Map.of("TITLE", "x"))).result().asInt();
    await().until(() -> received.size() == 1);

    assertThat(at(received.get(0), "data", "FIELDS", "ID")).isEqualTo("" + loud);
  }

  @Test
  @DisplayName("REFERENCE 7.3: register and finish come back as telephony events")
  void echoesCalls() throws IOException {
    bind("ONVOXIMPLANTCALLINIT");
    bind("ONVOXIMPLANTCALLEND");
    String callId =
        app.call(
                "telephony.externalCall.register",
                Map.of("USER_ID", 1, "PHONE_NUMBER", "+491713920001", "TYPE", 2))
            .result()
            .path("CALL_ID")
            .asText();
    app.call("telephony.externalCall.finish", Map.of("CALL_ID", callId, "USER_ID", 1));
    await().until(() -> received.size() == 2);

    assertThat(received).extracting(event -> at(event, "data", "CALL_ID")).containsOnly(callId);
  }

  @Test
  @DisplayName("REFERENCE 7.4: the offline queue keeps one record per object until it is taken")
  void queuesOffline() throws IOException {
    app.call("event.bind", Map.of("event", "ONCRMLEADUPDATE", "event_type", "offline"));
    int lead = sandbox.records().addLead("x");
    sandbox.records().update(EntityType.LEAD, lead, Map.of("TITLE", "y"));
    sandbox.records().update(EntityType.LEAD, lead, Map.of("TITLE", "z"));
    JsonNode reserved = app.call("event.offline.get", Map.of("clear", 0)).result();
    JsonNode meanwhile = app.call("event.offline.get").result();
    String process = reserved.path("process_id").asText();
    app.call("event.offline.clear", Map.of("process_id", process));

    assertThat(reserved.path("events")).hasSize(1);
    assertThat(meanwhile.path("events")).isEmpty();
    assertThat(meanwhile.path("process_id").isNull()).isTrue();
  }

  @Test
  @DisplayName("REFERENCE 7.4: packages never overlap, and one can be read again")
  void packages() throws IOException {
    app.call("event.bind", Map.of("event", "ONCRMLEADADD", "event_type", "offline"));
    sandbox.records().addLead("x");
    sandbox.records().addLead("y");
    JsonNode first = app.call("event.offline.get", Map.of("clear", 0, "limit", 1)).result();
    JsonNode second = app.call("event.offline.get", Map.of("clear", 0, "limit", 1)).result();
    String process = first.path("process_id").asText();
    JsonNode again =
        app.call("event.offline.get", Map.of("clear", 0, "process_id", process)).result();

    assertThat(second.path("process_id").asText()).isNotEqualTo(process);
    assertThat(second.path("events")).isNotEqualTo(first.path("events"));
    assertThat(again).isEqualTo(first);
    assertThat(app.call("event.offline.list").result()).hasSize(2);
  }

  @Test
  @DisplayName("REFERENCE 7.1, 7.4: offline events are for administrators, where the plan has them")
  void offlineRefused() throws IOException {
    sandbox.settings().installedByAdmin(false);
    Map<String, Object> bind = Map.of("event", "ONCRMLEADADD", "event_type", "offline");
    assertThat(app.call("event.bind", bind).error()).isEqualTo("ACCESS_DENIED");
    sandbox.settings().installedByAdmin(true).offlineEvents(false);
    assertThat(
            app.call("feature.get", Map.of("CODE", "rest_offline_extended"))
                .result()
                .path("value")
                .asText())
        .isEqualTo("N");
    assertThat(app.call("event.offline.get").error()).isEqualTo("ACCESS_DENIED");
  }
}
