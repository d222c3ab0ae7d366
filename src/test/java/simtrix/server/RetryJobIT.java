package simtrix.server;

import static org.assertj.core.api.Assertions.assertThat;
import static simtrix.server.CallIT.awaitStatus;
import static simtrix.testing.DeadCalls.patience;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import simtrix.testing.DeadCalls;
import simtrix.testing.InstalledPortal;
import simtrix.testing.Phone.PhoneCall;
import simtrix.testing.RunningServer;
import simtrix.testing.Support;

@DisplayName("Retry jobs: exactly what matched, at a rate, to be watched and stopped (DESIGN 7)")
class RetryJobIT {

  private static final String NUMBER = "+4930111111";

  private final RunningServer server = RunningServer.shared();
  private final Support operator = server.user("operator");
  @AutoClose private final InstalledPortal portal = InstalledPortal.on(server);
  private DeadCalls dead;

  @BeforeEach
  void open() {
    portal.records.addContact("Eva", "Kern", NUMBER);
    dead = new DeadCalls(portal, server.support());
  }

  @Test
  @DisplayName("A filter takes what matches now; what dies afterwards is not in it")
  void filter() {
    List<PhoneCall> calls = dead.answered(NUMBER, 3);
    long job = create(Map.of("filter", Map.of("portal", portal.id), "ratePerSecond", 0.1), 3);
    PhoneCall later = dead.answered(NUMBER);
    assertThat(operator.post("/retry-jobs/" + job + "/cancel", null).status()).isEqualTo(200);
    patience().until(() -> calls.stream().allMatch(call -> call.status().equals("DEAD")));
    dead.comesBack();
    long second =
        create(
            Map.of("ids", calls.stream().map(call -> idOf(call)).toList(), "ratePerSecond", 100),
            3);
    JsonNode done = awaitDone(second);
    assertThat(done.path("remaining").asInt()).isZero();
    calls.forEach(call -> awaitStatus(call, "WRITTEN"));
    assertThat(later.status()).isEqualTo("DEAD");
    calls.forEach(call -> assertThat(portal.statisticsOf(call.id)).hasSize(1));
  }

  @Test
  @DisplayName("Succeeded and failed again are told apart, and a story says which job it was")
  void outcomes() {
    dead.answered(NUMBER, 2);
    long failing = create(Map.of("filter", Map.of("portal", portal.id), "ratePerSecond", 50), 2);
    JsonNode failed = awaitDone(failing);
    assertThat(failed.path("failedAgain").asInt()).isEqualTo(2);
    assertThat(failed.path("succeeded").asInt()).isZero();
    assertThat(failed.path("done").asInt()).isEqualTo(2);
    dead.comesBack();
    long healing = create(Map.of("filter", Map.of("portal", portal.id), "ratePerSecond", 50), 2);
    JsonNode healed = awaitDone(healing);
    assertThat(healed.path("succeeded").asInt()).isEqualTo(2);
    assertThat(healed.path("createdBy").asText()).isEqualTo(operator.name);
    long id =
        operator
            .get("/dead-letters?state=RESOLVED&portal=" + portal.id)
            .json()
            .at("/items/0/id")
            .asLong();
    assertThat(operator.letter(id).path("story").findValuesAsText("job"))
        .containsExactly(String.valueOf(failing), String.valueOf(healing));
    assertThat(operator.post("/retry-jobs/" + healing + "/cancel", null).status()).isEqualTo(409);
  }

  @Test
  @DisplayName("Cancelled: the rest stays dead, and the counts say how many were not tried")
  void cancelled() {
    List<PhoneCall> calls = dead.answered(NUMBER, 4);
    long job = create(Map.of("filter", Map.of("portal", portal.id), "ratePerSecond", 0.1), 4);
    patience().until(() -> job(job).path("done").asInt() >= 1);
    JsonNode cancelled = operator.post("/retry-jobs/" + job + "/cancel", null).json();
    assertThat(cancelled.path("state").asText()).isEqualTo("CANCELLED");
    assertThat(cancelled.path("remaining").asInt()).isBetween(2, 3);
    assertThat(operator.post("/retry-jobs/" + job + "/cancel", null).status()).isEqualTo(200);
    assertThat(calls).allMatch(call -> call.status().equals("DEAD"));
    assertThat(operator.get("/retry-jobs").json().findValuesAsText("id"))
        .contains(String.valueOf(job))
        .hasSizeLessThanOrEqualTo(10);
  }

  @Test
  @DisplayName("A letter that somebody else has put right meanwhile is skipped")
  void skipped() {
    PhoneCall call = dead.answered(NUMBER);
    PhoneCall other = dead.answered(NUMBER);
    long second = idOf(other);
    long job = create(Map.of("ids", List.of(idOf(call), second), "ratePerSecond", 0.2), 2);
    operator.post("/dead-letters/" + second + "/archive", null);
    JsonNode done = awaitDone(job);
    assertThat(done.path("skipped").asInt()).isEqualTo(1);
    assertThat(done.path("failedAgain").asInt()).isEqualTo(1);
  }

  @Test
  @DisplayName("A whole group is archived at once, and nothing else; the audit names each letter")
  void archivedTogether() {
    List<PhoneCall> calls = dead.answered(NUMBER, 3);
    String group =
        operator.get("/dead-letters/groups?portal=" + portal.id).json().at("/0/key").asText();
    Map<String, Object> choice =
        Map.of("filter", Map.of("portal", portal.id, "group", group, "q", calls.get(0).id));
    assertThat(operator.post("/dead-letters/archive", choice).json().path("archived").asInt())
        .isEqualTo(1);
    List<Long> ids = calls.stream().map(this::idOf).toList();
    JsonNode rest = operator.post("/dead-letters/archive", Map.of("ids", ids)).json();
    assertThat(rest.path("archived").asInt()).isEqualTo(2);
    assertThat(rest.path("left").asInt()).isZero();
    assertThat(calls).allMatch(call -> call.status().equals("ARCHIVED"));
    JsonNode entry =
        operator
            .get("/audit?action=archiveDeadLetters&user=" + operator.name)
            .json()
            .at("/items/0");
    assertThat(entry.path("target").asText())
        .endsWith("/dead-letters/archive/%d,%d".formatted(ids.get(1), ids.get(2)));
    assertThat(operator.post("/dead-letters/archive", Map.of()).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("What is no job is refused")
  void refused() {
    assertThat(operator.post("/retry-jobs", Map.of()).status()).isEqualTo(400);
    assertThat(operator.post("/retry-jobs", Map.of("ids", List.of(1), "filter", Map.of())).status())
        .isEqualTo(400);
    assertThat(operator.post("/retry-jobs", Map.of("ids", List.of())).status()).isEqualTo(400);
    assertThat(operator.post("/retry-jobs", Map.of("ids", List.of(999_999_999))).status())
        .isEqualTo(404);
    assertThat(
            operator
                .post("/retry-jobs", Map.of("filter", Map.of("portal", 1), "ratePerSecond", 0))
                .status())
        .isEqualTo(400);
    assertThat(operator.post("/retry-jobs", Map.of("filter", Map.of("color", 1))).status())
        .isEqualTo(400);
    assertThat(operator.get("/retry-jobs/999999999").status()).isEqualTo(404);
    assertThat(operator.post("/retry-jobs/999999999/cancel", null).status()).isEqualTo(404);
  }

  private long idOf(PhoneCall call) {
    return operator.get("/dead-letters?state=ALL&q=" + call.id).json().at("/items/0/id").asLong();
  }

  private long create(Map<String, ?> wanted, int total) {
    var answer = operator.post("/retry-jobs", wanted);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json().path("total").asInt()).isEqualTo(total);
    return answer.json().path("id").asLong();
  }

  private JsonNode job(long id) {
    return operator.get("/retry-jobs/" + id).json();
  }

  private JsonNode awaitDone(long id) {
    return patience().until(() -> job(id), job -> job.path("state").asText().equals("DONE"));
  }
}
