package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's batch, REFERENCE 4")
class BatchTest {
  private final Sandbox sandbox = Sandbox.start();
  private final Probe app = Probe.application(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  private static Map<String, Object> commands(String... pairs) {
    Map<String, Object> commands = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      commands.put(pairs[i], pairs[i + 1]);
    }
    return commands;
  }

  @Test
  @DisplayName("REFERENCE 4: named commands come back as objects, empty maps as []")
  void namedCommandsAreObjects() throws IOException {
    Probe.Response batch = app.batch(commands("a", "crm.contact.list?start=0"));
    JsonNode maps = batch.result();

    assertThat(maps.path("result").isObject()).isTrue();
    assertThat(maps.path("result").path("a").isArray()).isTrue();
    assertThat(maps.path("result_error").isArray()).isTrue();
    assertThat(maps.path("result_next").isArray()).isTrue();
    assertThat(maps.path("result_total").path("a").asInt(-1)).isZero();
    assertThat(maps.path("result_time").path("a").has("duration")).isTrue();
  }

  @Test
  @DisplayName(
      "REFERENCE 4: numbered commands come back as lists, and no longer tell which one failed")
  void numberedCommandsAreLists() throws IOException {
    JsonNode allGood = app.batch(List.of("server.time", "crm.settings.mode.get")).result();
    JsonNode allBad = app.batch(List.of("crm.lead.get?id=1", "crm.lead.get?id=2")).result();
    JsonNode secondBad = app.batch(List.of("server.time", "crm.lead.get?id=2")).result();

    assertThat(allGood.path("result").isArray()).isTrue();
    assertThat(allGood.path("result")).hasSize(2);
    assertThat(allBad.path("result").isArray()).isTrue();
    assertThat(allBad.path("result")).isEmpty();
    assertThat(allBad.path("result_error").isArray()).isTrue();
    assertThat(secondBad.path("result").isArray()).isTrue();
    assertThat(secondBad.path("result_error").isObject()).isTrue();
    assertThat(secondBad.path("result_error").path("1").path("error").asText("x")).isEmpty();
  }

  @Test
  @DisplayName("REFERENCE 4: $result reaches into earlier results, also inside a longer text")
  void resolvesReferences() throws IOException {
    int contact = sandbox.records().addContact("Eva", "Kern", "+491713920001");
    sandbox.records().addDeal("Offen", Map.of("CONTACT_ID", contact));
    JsonNode result =
        app.batch(
                commands(
                    "find", "crm.duplicate.findbycomm?type=PHONE&values[]=%2B491713920001",
                    "contact", "crm.contact.get?id=$result[find][CONTACT][0]",
                    "deals", "crm.deal.list?filter[@CONTACT_ID]=$result[find][CONTACT]",
                    "items", "crm.item.list?entityTypeId=2&filter[contactId]=$result[contact][ID]",
                    "deal", "crm.deal.get?id=$result[items][items][0][id]",
                    "lead", "crm.lead.add?fields[TITLE]=Lead%20$result[contact][LAST_NAME]!"))
            .result();

    assertThat(result.path("result_error")).isEmpty();
    assertThat(result.path("result").path("contact").path("NAME").asText()).isEqualTo("Eva");
    assertThat(result.path("result").path("deals").path(0).path("TITLE").asText())
        .isEqualTo("Offen");
    assertThat(result.path("result").path("deal").path("TITLE").asText()).isEqualTo("Offen");
    assertThat(sandbox.records().leads().get(0)).containsEntry("TITLE", "Lead Kern!");
  }

  @Test
  @DisplayName(
      "REFERENCE 4: a reference that leads nowhere fails its command, or is empty by the switch")
  void unresolvedReference() throws IOException {
    Map<String, Object> commands =
        commands(
            "find", "crm.duplicate.findbycomm?type=PHONE&values[]=%2B491713920001",
            "lead", "crm.lead.add?fields[TITLE]=Von%20$result[find][CONTACT][0]");
    JsonNode strict = app.batch(commands).result();
    sandbox.settings().unresolvedReference(SandboxSettings.UnresolvedReference.EMPTY_STRING);
    JsonNode lenient = app.batch(commands).result();

    assertThat(strict.path("result_error").path("lead").path("error_description").asText())
        .startsWith("Could not find value for parameter");
    assertThat(strict.path("result").has("lead")).isFalse();
    assertThat(lenient.path("result").path("lead").isInt()).isTrue();
    assertThat(sandbox.records().leads())
        .singleElement()
        .matches(l -> l.get("TITLE").equals("Von "));
  }

  @Test
  @DisplayName("REFERENCE 4: halt stops at the first error; without it the rest still runs")
  void halts() throws IOException {
    Map<String, Object> commands =
        commands("bad", "crm.lead.get?id=1", "good", "crm.lead.add?fields[TITLE]=x");
    JsonNode halted = app.call("batch", Map.of("halt", 1, "cmd", commands)).result();
    JsonNode through = app.batch(commands).result();

    assertThat(halted.path("result").isArray()).as("nothing ran after the error").isTrue();
    assertThat(through.path("result").has("good")).isTrue();
    assertThat(sandbox.records().leads()).hasSize(1);
  }

  @Test
  @DisplayName("REFERENCE 1.4, 4: 51 commands, nested batches and attachRecord are refused")
  void refusesTooMuch() throws IOException {
    Map<String, Object> many = new LinkedHashMap<>();
    for (int i = 0; i < 51; i++) {
      many.put("c" + i, "crm.lead.add?fields[TITLE]=x");
    }
    Probe.Response tooLong = app.batch(many);
    JsonNode nested =
        app.batch(
                commands(
                    "n", "batch?cmd[a]=server.time",
                    "r", "telephony.externalCall.attachRecord?CALL_ID=1"))
            .result();

    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.error()).isEqualTo("ERROR_BATCH_LENGTH_EXCEEDED");
    assertThat(sandbox.records().leads()).isEmpty();
    for (String key : List.of("n", "r")) {
      assertThat(nested.path("result_error").path(key).path("error").asText())
          .isEqualTo("ERROR_BATCH_METHOD_NOT_ALLOWED");
    }
  }

  @Test
  @DisplayName("REFERENCE 4: a batch travels as a form too, its commands encoded twice")
  void readsFormBatch() throws IOException {
    String command =
        FormBody.encode("crm.contact.add?fields[NAME]=" + FormBody.encode("Öztürk & Co"));
    JsonNode result = app.form("batch", "halt=0&cmd[a]=" + command).result();

    int id = result.path("result").path("a").asInt();
    assertThat(sandbox.records().find(EntityType.CONTACT, id).orElseThrow())
        .containsEntry("NAME", "Öztürk & Co");
  }

  @Test
  @DisplayName("REFERENCE 3.1: a batch is one request, and the log says what was in it")
  void logsCommands() throws IOException {
    app.batch(commands("a", "server.time", "b", "crm.lead.list"));

    assertThat(sandbox.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.method()).isEqualTo("batch");
              assertThat(request.commands()).containsExactly("server.time", "crm.lead.list");
              assertThat(request.calls("CRM.lead.list")).isTrue();
            });
  }
}
