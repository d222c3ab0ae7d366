package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's calling conventions, envelopes and system errors")
class TransportTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Probe app = Probe.application(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  @DisplayName("REFERENCE 1.1: JSON, bracketed form fields and a GET query say the same thing")
  void takesAllEncodings() throws IOException {
    JsonNode json =
        app.call(
                "crm.contact.add",
                Map.of(
                    "fields",
                    Map.of("NAME", "Jürgen", "PHONE", SandboxRecords.phones("+491713920001"))))
            .result();
    JsonNode form =
        app.form(
                "crm.contact.add",
                "fields[NAME]=J%C3%BCrgen&fields[PHONE][0][VALUE]=%2B491713920001"
                    + "&fields[PHONE][0][VALUE_TYPE]=WORK")
            .result();
    JsonNode query = app.get("crm.contact.add?fields%5BNAME%5D=J%C3%BCrgen").result();

    for (JsonNode id : new JsonNode[] {json, form, query}) {
      JsonNode contact = app.call("crm.contact.get", Map.of("id", id.asInt())).result();
      assertThat(contact.path("NAME").asText()).isEqualTo("Jürgen");
    }
    JsonNode phone = app.call("crm.contact.get", Map.of("id", form.asInt())).result();
    assertThat(phone.path("PHONE").path(0).path("VALUE").asText()).isEqualTo("+491713920001");
  }

  @Test
  @DisplayName("REFERENCE 1.1: method names have no case, .json and doubled slashes do not matter")
  void readsMethodNamesLeniently() throws IOException {
    assertThat(app.call("SERVER.Time.json").status()).isEqualTo(200);
    assertThat(app.call("/server.time").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("REFERENCE 1.1: a JSON body on a GET is not read")
  void ignoresBodyOfGet() throws IOException {
    Probe.Response response =
        app.send(
            HttpRequest.newBuilder(URI.create(sandbox.webhookUrl() + "crm.duplicate.findbycomm"))
                .header("Content-Type", "application/json")
                .method("GET", HttpRequest.BodyPublishers.ofString("{\"type\":\"PHONE\"}")));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().has("error")).isTrue();
    assertThat(response.error()).isEmpty();
    assertThat(response.description()).isEqualTo("Communication type is not defined.");
  }

  @Test
  @DisplayName("REFERENCE 1.2: pages of 50 with total and next; start=-1 counts nothing")
  void pages() throws IOException {
    for (int i = 0; i < 61; i++) {
      sandbox.records().addContact("Kontakt", String.valueOf(i));
    }
    JsonNode first = app.call("crm.contact.list").json();
    JsonNode second = app.call("crm.contact.list", Map.of("start", 50)).json();
    JsonNode uncounted = app.call("crm.contact.list", Map.of("start", -1)).json();

    assertThat(first.path("result")).hasSize(50);
    assertThat(first.path("total").asInt()).isEqualTo(61);
    assertThat(first.path("next").asInt()).isEqualTo(50);
    assertThat(second.path("result")).hasSize(11);
    assertThat(second.has("next")).isFalse();
    assertThat(uncounted.path("total").asInt()).isZero();
    assertThat(uncounted.has("next")).isFalse();
  }

  @Test
  @DisplayName("REFERENCE 1.2: classic methods print ids as text, an empty array is []")
  void printsClassicIdsAsText() throws IOException {
    int id = sandbox.records().addContact("Eva", "Kern");
    Probe.Response found = app.call("crm.contact.get", Map.of("id", id));

    assertThat(found.text()).contains("\"ID\":\"" + id + "\"");
    assertThat(found.result().has("PHONE")).as("an empty multifield is absent").isFalse();
    assertThat(app.call("crm.lead.list").text()).contains("\"result\":[]");
  }

  @Test
  @DisplayName("REFERENCE 1.2: operating fields come and go by the switch")
  void hidesOperatingFields() throws IOException {
    JsonNode shown = app.call("server.time").json().path("time");
    sandbox.settings().operatingFields(false);
    JsonNode hidden = app.call("server.time").json().path("time");

    assertThat(shown.has("operating_reset_at")).isTrue();
    assertThat(hidden.has("operating_reset_at")).isFalse();
    assertThat(hidden.has("date_start")).isTrue();
  }

  @Test
  @DisplayName(
      "REFERENCE 1.4: unknown methods, tokens, webhook codes and scopes are refused as documented")
  void refusesWhatItDoesNotKnow() throws IOException {
    Probe.Response method = app.call("crm.nothing.get");
    Probe.Response token = Probe.withToken(sandbox, "wrong").call("server.time");
    Probe.Response code =
        app.send(
            HttpRequest.newBuilder(URI.create(sandbox.clientEndpoint() + "1/wrong/server.time")));
    sandbox.settings().scopes("basic");
    Probe.Response scope = app.call("crm.contact.list");

    assertThat(method.status()).isEqualTo(404);
    assertThat(method.error()).isEqualTo("ERROR_METHOD_NOT_FOUND");
    assertThat(token.status()).isEqualTo(401);
    assertThat(token.error()).isEqualTo("NO_AUTH_FOUND");
    assertThat(code.error()).isEqualTo("NO_AUTH_FOUND");
    assertThat(scope.status()).isEqualTo(403);
    assertThat(scope.error()).isEqualTo("insufficient_scope");
  }

  @Test
  @DisplayName(
      "REFERENCE 1.1: a renamed portal answers 302 at its old address, with the same tokens at the new one")
  void redirectsAfterRename() throws IOException {
    String old = sandbox.clientEndpoint();
    URI renamed = sandbox.rename();
    Probe.Response response = app.call("server.time");

    assertThat(response.status()).isEqualTo(302);
    assertThat(response.raw().headers().firstValue("Location"))
        .hasValue(renamed + "/rest/server.time");
    assertThat(sandbox.clientEndpoint()).isNotEqualTo(old);
    assertThat(Probe.application(sandbox).call("server.time").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("REFERENCE 1.1: portals side by side know nothing of each other")
  void keepsPortalsApart() throws IOException {
    try (Sandbox other = Sandbox.start()) {
      other.records().addContact("Nur", "Dort");

      assertThat(other.memberId()).isNotEqualTo(sandbox.memberId());
      assertThat(app.call("crm.contact.list").result()).isEmpty();
      String foreign = other.newTokens().accessToken();
      assertThat(Probe.withToken(sandbox, foreign).call("server.time").status()).isEqualTo(401);
    }
  }
}
