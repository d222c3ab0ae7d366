package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.activemq.artemis.api.core.management.QueueControl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.sandbox.Effect;
import simtrix.testing.DeadCalls;
import simtrix.testing.Http;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;

@DisplayName("What support does to dead letters (DESIGN 7)")
class DeskIT {

  private static final String NUMBER = "+4930111111";

  private final RunningServer server = RunningServer.shared();
  private final Support admin = server.support();
  private final Support operator = server.user("operator");
  private final Support reader = server.user("reader");
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private DeadCalls dead;

  @BeforeEach
  void open() {
    portal.records.addContact("Eva", "Kern", NUMBER);
    dead = new DeadCalls(portal, admin);
  }

  @Test
  @DisplayName(
      "Corrected, the call is written once and as it was corrected; original and copy know each other")
  void editRetry() {
    PhoneCall call = dead.answered(NUMBER);
    long id = dead.id(call);
    ObjectNode payload = payload(id);
    assertThat(payload.path("userId").asInt()).isEqualTo(dead.leaver);
    assertThat(fields(operator.letter(id).path("editable"))).contains("number", "userId", "dealId");
    JsonNode edited = edit(id, payload.put("userId", portal.user));
    assertThat(edited.path("original").asLong()).isEqualTo(id);
    long copy = edited.path("id").asLong();
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticOf(call.id).orElseThrow().get("PORTAL_USER_ID"))
        .hasToString(String.valueOf(portal.user));
    JsonNode original = operator.letter(id);
    assertThat(original.path("state").asText()).isEqualTo("RESOLVED");
    assertThat(original.path("editedInto").asLong()).isEqualTo(copy);
    assertThat(operator.letter(copy).path("editedFrom").asLong()).isEqualTo(id);
    patience().until(() -> operator.letter(copy).path("state").asText().equals("RESOLVED"));
    assertThat(codes(original.path("story")))
        .containsSubsequence("RANG", "ANSWERED", "ENDED", "ATTEMPT_FAILED", "EDITED");
    assertThat(original.path("story").findValuesAsText("by")).contains(operator.name);
    assertThat(
            operator
                .post("/dead-letters/" + id + "/edit-retry", Map.of("payload", payload))
                .status())
        .isEqualTo(409);
  }

  @Test
  @DisplayName("A search takes what people type: umlauts, and a number without its country")
  void search() {
    PhoneCall call = dead.answered(NUMBER);
    long id = dead.id(call);
    String mine = "/dead-letters?portal=" + portal.id + "&q=";
    assertThat(operator.get(mine + "M%C3%BCller").json().path("total").asInt()).isZero();
    assertThat(reader.get(mine + "M%C3%BCller").json().path("total").asInt()).isZero();
    assertThat(operator.get(mine + "030%2F11%2011-11").json().path("items"))
        .singleElement()
        .satisfies(letter -> assertThat(letter.path("id").asLong()).isEqualTo(id));
    assertThat(operator.get(mine + call.id).json().path("total").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "A correction that was not enough is kept: the copy dies, and the next one adds to it")
  void twoCorrections() {
    portal
        .sandbox
        .faults()
        .on("crm.lead.add")
        .times(2)
        .then(Effect.methodError(400, "ERROR_CORE", "The title is wrong"));
    PhoneCall call = portal.phone().call("+4930222222");
    call.endsMissed();
    awaitStatus(call, "DEAD");
    long id = dead.id(call);
    ObjectNode payload = payload(id);
    payload.put("number", "+49 30 333333").put("leadTitle", "Called from another phone");
    long copy = edit(id, payload).path("id").asLong();
    patience().until(() -> operator.letter(copy).path("state").asText().equals("DEAD"));
    ObjectNode again = payload(copy);
    assertThat(again.path("leadTitle").asText()).isEqualTo("Called from another phone");
    assertThat(again.path("number").asText()).isEqualTo("+49 30 333333");
    call.endsMissed();
    int boss = portal.records.addUser("Ada", "Boss", "103");
    edit(copy, again.put("userId", boss));
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticOf(call.id).orElseThrow().get("PHONE_NUMBER"))
        .hasToString("+4930333333");
    assertThat(portal.records.leads())
        .singleElement()
        .satisfies(
            lead -> {
              assertThat(lead.get("TITLE")).hasToString("Called from another phone");
              assertThat(lead.get("ASSIGNED_BY_ID")).hasToString(String.valueOf(boss));
            });
  }

  @Test
  @DisplayName(
      "A corrected number is looked up anew, also where a record had been found for the wrong one")
  void correctedNumber() {
    int other = portal.records.addContact("Jana", "Wirth", "+4930444444");
    PhoneCall call = dead.answered(NUMBER);
    long id = dead.id(call);
    assertThat(payload(id).path("entityType").asText()).isEqualTo("CONTACT");
    dead.comesBack();
    edit(id, payload(id).put("number", "030 444444"));
    awaitStatus(call, "WRITTEN");
    assertThat(call.now().at("/crm/entityId").asInt()).isEqualTo(other);
  }

  @Test
  @DisplayName("What may not change is refused by name, and nothing has changed")
  void refusedCorrections() {
    PhoneCall call = dead.answered(NUMBER);
    long id = dead.id(call);
    assertRefused(id, payload(id).put("portal", portal.id + 1), "portal must not be changed");
    assertRefused(id, payload(id).put("ticket", 99), "ticket must not be changed");
    assertRefused(id, payload(id).put("outcome", "MISSED"), "outcome must not be changed");
    assertRefused(id, payload(id).put("number", "none"), "number must be a telephone number");
    assertRefused(id, payload(id).put("userId", 0), "userId must be the id");
    assertRefused(id, payload(id).put("entityType", "DEAL"), "entityType must be");
    assertRefused(id, payload(id).putNull("entityId"), "belongs together");
    assertRefused(id, payload(id), "changes nothing");
    assertThat(call.status()).isEqualTo("DEAD");
    assertThat(operator.letter(id).path("state").asText()).isEqualTo("DEAD");
  }

  @Test
  @DisplayName(
      "Archived, the call is in the sum as ARCHIVED and its letter in no usual list; restored, it is dead again and can be retried")
  void archive() {
    PhoneCall call = dead.answered(NUMBER);
    long id = dead.id(call);
    assertThat(act(operator, id, "archive").status()).isEqualTo(200);
    assertThat(call.status()).isEqualTo("ARCHIVED");
    JsonNode counts = admin.counts(portal.id);
    assertThat(counts.path("ARCHIVED").asInt()).isEqualTo(1);
    assertThat(counts.path("DEAD").asInt()).isZero();
    assertThat(counts.path("accepted").asInt()).isEqualTo(1);
    assertThat(operator.deadLetter(call.id)).isEmpty();
    assertThat(list("state=ARCHIVED").path("total").asInt()).isEqualTo(1);
    assertThat(act(operator, id, "archive").status()).isEqualTo(409);
    assertThat(act(operator, id, "retry").status()).isEqualTo(409);
    server.bean(DeadLetterQueue.class).reconcile();
    patience().until(() -> operator.letter(id).path("onQueue").asBoolean());
    assertThat(act(operator, id, "restore").status()).isEqualTo(200);
    assertThat(act(operator, id, "restore").status()).isEqualTo(409);
    assertThat(admin.counts(portal.id).path("DEAD").asInt()).isEqualTo(1);
    dead.comesBack();
    assertThat(act(operator, id, "retry").status()).isEqualTo(202);
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName(
      "A reader sees everything with masked numbers, finds one by its whole number, and may do nothing")
  void reader() {
    PhoneCall call = dead.answered(NUMBER);
    long id = dead.id(call);
    operator.post("/dead-letters/" + id + "/note", Map.of("text", "He also has " + NUMBER));
    String everything =
        reader.get("/dead-letters/" + id).body()
            + reader.get("/dead-letters?q=" + call.id).body()
            + reader.get("/dead-letters.csv?portal=" + portal.id).body()
            + reader.get("/calls?portal=" + portal.id).body()
            + reader.get("/calls/" + call.id).body();
    assertThat(everything).contains("+49301*****11").doesNotContain("30111111");
    assertThat(operator.letter(id).path("note").asText()).contains(NUMBER);
    assertThat(reader.get("/dead-letters?q=30111111").json().path("total").asInt()).isZero();
    assertThat(
            reader
                .get("/dead-letters?portal=%d&q=%%2B4930111111".formatted(portal.id))
                .json()
                .path("total")
                .asInt())
        .isEqualTo(1);
    for (String action : List.of("retry", "archive", "restore")) {
      assertThat(act(reader, id, action).status()).isEqualTo(403);
    }
    assertThat(reader.post("/retry-jobs", Map.of("ids", List.of(id))).status()).isEqualTo(403);
    assertThat(call.status()).isEqualTo("DEAD");
  }

  @Test
  @DisplayName(
      "Like failures are one group; group, category and state filter the list and the table")
  void groups() {
    dead.answered(NUMBER);
    dead.answered(NUMBER);
    JsonNode group = operator.get("/dead-letters/groups?portal=" + portal.id).json().path(0);
    assertThat(group.path("count").asInt()).isEqualTo(2);
    assertThat(group.path("category").asText()).isEqualTo("REJECTED");
    String key = group.path("key").asText();
    assertThat(list("group=" + key).path("total").asInt()).isEqualTo(2);
    assertThat(list("group=none").path("total").asInt()).isZero();
    assertThat(list("category=NETWORK").path("total").asInt()).isZero();
    assertThat(list("size=1").path("items")).hasSize(1);
    Http.Answer table = operator.get("/dead-letters.csv?portal=" + portal.id);
    assertThat(table.status()).isEqualTo(200);
    assertThat(table.response().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/csv");
    assertThat(table.body().lines()).hasSize(3);
    assertThat(table.body()).startsWith("\uFEFFid,callId,portal,number,category").contains(NUMBER);
    assertThat(operator.get("/dead-letters?category=NONE").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("A note is written, searched by nobody, and taken away again")
  void note() {
    long id = dead.id(dead.answered(NUMBER));
    JsonNode noted =
        operator.post("/dead-letters/" + id + "/note", Map.of("text", "Waits for HR")).json();
    assertThat(noted.path("note").asText()).isEqualTo("Waits for HR");
    operator.post("/dead-letters/" + id + "/note", Map.of("text", ""));
    assertThat(operator.letter(id).path("note").isNull()).isTrue();
    assertThat(operator.post("/dead-letters/999999999/note", Map.of("text", "x")).status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName(
      "A message that was deleted with a tool of Artemis: the letter stays, and can be retried")
  void deletedByTool() throws Exception {
    PhoneCall call = dead.answered(NUMBER);
    long id = dead.id(call);
    patience().until(() -> operator.letter(id).path("onQueue").asBoolean());
    assertThat(deadQueue().removeMessages("callId = '" + call.id + "'")).isEqualTo(1);
    server.bean(DeadLetterQueue.class).reconcile();
    JsonNode letter = operator.letter(id);
    assertThat(letter.path("state").asText()).isEqualTo("DEAD");
    assertThat(letter.path("onQueue").asBoolean()).isFalse();
    assertThat(letter.path("payload").path("callId").asText()).isEqualTo(call.id.toString());
    dead.comesBack();
    assertThat(act(operator, id, "retry").status()).isEqualTo(202);
    awaitStatus(call, "WRITTEN");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName(
      "A message that was moved back with a tool of Artemis: the call is written, and its letter resolved")
  void movedByTool() throws Exception {
    PhoneCall call = dead.answered(NUMBER);
    long id = dead.id(call);
    patience().until(() -> operator.letter(id).path("onQueue").asBoolean());
    dead.comesBack();
    deadQueue().moveMessages("callId = '" + call.id + "'", "crm.writes." + portal.id);
    awaitStatus(call, "WRITTEN");
    assertThat(operator.letter(id).path("state").asText()).isEqualTo("RESOLVED");
    assertThat(portal.statisticsOf(call.id)).hasSize(1);
  }

  @Test
  @DisplayName("Every action is in the audit, with its user, allowed or refused")
  void audit() {
    long id = dead.id(dead.answered(NUMBER));
    act(operator, id, "archive");
    act(operator, id, "archive");
    act(reader, id, "restore");
    assertThat(audit(operator, "archiveDeadLetter")).containsExactly(false, true);
    assertThat(audit(reader, "restoreDeadLetter")).containsExactly(false);
  }

  private List<Boolean> audit(Support user, String action) {
    JsonNode entries =
        admin.get("/audit?user=%s&action=%s".formatted(user.name, action)).json().path("items");
    return entries.findValues("allowed").stream().map(JsonNode::asBoolean).toList();
  }

  private QueueControl deadQueue() {
    return (QueueControl)
        server
            .bean(EmbeddedActiveMQ.class)
            .getActiveMQServer()
            .getManagementService()
            .getResource("queue.crm.dead");
  }

  private JsonNode list(String filter) {
    return operator.get("/dead-letters?portal=%d&%s".formatted(portal.id, filter)).json();
  }

  private Http.Answer act(Support who, long id, String action) {
    return who.post("/dead-letters/%d/%s".formatted(id, action), null);
  }

  private ObjectNode payload(long id) {
    return (ObjectNode) operator.letter(id).path("payload");
  }

  private JsonNode edit(long id, ObjectNode payload) {
    Http.Answer answer =
        operator.post("/dead-letters/" + id + "/edit-retry", Map.of("payload", payload));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer.json();
  }

  private void assertRefused(long id, ObjectNode payload, String sentence) {
    Http.Answer answer =
        operator.post("/dead-letters/" + id + "/edit-retry", Map.of("payload", payload));
    assertThat(answer.status()).as(sentence).isEqualTo(400);
    assertThat(answer.body()).contains(sentence);
  }

  private static List<String> fields(JsonNode editable) {
    return editable.findValuesAsText("field");
  }

  private static List<String> codes(JsonNode story) {
    return StreamSupport.stream(story.spliterator(), false)
        .map(step -> step.path("code").asText())
        .toList();
  }
}
