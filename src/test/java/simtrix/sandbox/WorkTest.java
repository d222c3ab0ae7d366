package simtrix.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sandbox's tasks and notifications, as the portal's documentation has them")
class WorkTest {

  private final Sandbox sandbox = Sandbox.start();
  private final Probe application = Probe.application(sandbox);
  private final Probe webhook = Probe.webhook(sandbox);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  @DisplayName("A task's id is a text; the same task added twice is two tasks")
  void addTwice() throws IOException {
    JsonNode first = add("x-1").result().path("task").path("id");
    JsonNode second = add("x-1").result().path("task").path("id");
    assertThat(first.isTextual()).isTrue();
    assertThat(first).isNotEqualTo(second);
    assertThat(sandbox.tasks()).hasSize(2);
  }

  @Test
  @DisplayName(
      "A filter by XML_ID filters nothing, one by UF_CRM_TASK does; fields come as select names them")
  void list() throws IOException {
    add("x-1");
    add("x-2");
    sandbox.addTask(Map.of("TITLE", "of nobody"));
    assertThat(find(Map.of("XML_ID", "x-1"))).hasSize(3);
    JsonNode found = find(Map.of("UF_CRM_TASK", "L_31"));
    assertThat(found).hasSize(2);
    assertThat(found.get(0).path("xmlId").asText()).as("the newest first").isEqualTo("x-2");
    assertThat(found.get(0).has("description")).isFalse();
    assertThat(find(Map.of(">=CREATED_DATE", "2999-01-01T00:00:00+00:00"))).isEmpty();
  }

  @Test
  @DisplayName("What is refused, with a piece of HTML in the reason")
  void refusals() throws IOException {
    assertThat(application.call("tasks.task.add").error()).isEqualTo("100");
    assertThat(
            application
                .call("tasks.task.add", Map.of("fields", Map.of("TITLE", "x")))
                .description())
        .isEqualTo("Assignee not specified<br>");
    int gone = sandbox.records().addUser("Eva", "Weg", "");
    sandbox.records().deactivateUser(gone);
    assertThat(
            application
                .call(
                    "tasks.task.add",
                    Map.of("fields", Map.of("TITLE", "x", "RESPONSIBLE_ID", gone)))
                .description())
        .contains("not found<br>");
    assertThat(application.call("im.notify.system.add", Map.of("USER_ID", 0)).error())
        .isEqualTo("USER_ID_EMPTY");
    assertThat(application.call("im.notify.system.add", Map.of("USER_ID", 1)).error())
        .isEqualTo("MESSAGE_EMPTY");
  }

  @Test
  @DisplayName("A tag takes the place of its like; a webhook's counts only with a CLIENT_ID")
  void tags() throws IOException {
    notify(application, Map.of("TAG", "a"));
    notify(application, Map.of("TAG", "a"));
    notify(application, Map.of("TAG", "b"));
    assertThat(sandbox.notices()).extracting(Notice::tag).containsExactly("a", "b");
    notify(webhook, Map.of("TAG", "c"));
    notify(webhook, Map.of("TAG", "c"));
    assertThat(sandbox.notices()).hasSize(4);
    notify(webhook, Map.of("TAG", "d", "CLIENT_ID", "x"));
    notify(webhook, Map.of("TAG", "d", "CLIENT_ID", "x"));
    assertThat(sandbox.notices()).hasSize(5);
  }

  @Test
  @DisplayName("Somebody who left gets no notification, and nobody says so but a false")
  void nobody() throws IOException {
    int gone = sandbox.records().addUser("Eva", "Weg", "");
    sandbox.records().deactivateUser(gone);
    assertThat(
            application
                .call("im.notify.system.add", Map.of("USER_ID", gone, "MESSAGE", "x"))
                .result()
                .asBoolean(true))
        .isFalse();
    assertThat(sandbox.notices()).isEmpty();
  }

  private void notify(Probe probe, Map<String, Object> params) throws IOException {
    Map<String, Object> all = new HashMap<>(params);
    all.put("USER_ID", 1);
    all.put("MESSAGE", "Hallo");
    assertThat(probe.call("im.notify.system.add", all).result().asInt()).isPositive();
  }

  private Probe.Response add(String xmlId) throws IOException {
    return application.call(
        "tasks.task.add",
        Map.of(
            "fields",
            Map.of(
                "TITLE",
                "Zurückrufen",
                "RESPONSIBLE_ID",
                1,
                "XML_ID",
                xmlId,
                "UF_CRM_TASK",
                List.of("L_31"))));
  }

  private JsonNode find(Map<String, Object> filter) throws IOException {
    return application
        .call("tasks.task.list", Map.of("filter", filter, "select", List.of("ID", "XML_ID")))
        .result()
        .path("tasks");
  }
}
