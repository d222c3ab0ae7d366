package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import simtrix.access.ConsoleUser;
import simtrix.access.ConsoleUsers;
import simtrix.access.NewUser;
import simtrix.access.Role;
import simtrix.audit.AuditEntry;
import simtrix.edge.RefusedRequest;
import simtrix.support.AuditDesk;
import simtrix.support.Page;

@DisplayName("routes/users.camel.yaml")
class UsersRoutesTest extends RouteTest {

  private static final ConsoleUser EVA = new ConsoleUser("eva", Role.OPERATOR, Instant.EPOCH);
  private static final String NEW_USER =
      "{\"username\":\"eva\",\"password\":\"a long sentence\",\"role\":\"operator\"}";

  private ConsoleUsers users;
  private AuditDesk audit;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "users");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    users = standIn("consoleUsers", ConsoleUsers.class);
    audit = standIn("auditDesk", AuditDesk.class);
    operatorAsks();
  }

  @Test
  @DisplayName("The users are JSON with 200, their roles as the contract writes them")
  void list() throws Exception {
    when(users.list()).thenReturn(List.of(EVA));
    Exchange answer = send("listUsers", null, Map.of());
    assertAnswer(answer, 200);
    assertThat(body(answer).at("/0/role").asText()).isEqualTo("operator");
  }

  @Test
  @DisplayName("A new user is made by the one who asks, and answered with 201 without the password")
  void create() throws Exception {
    when(users.create(new NewUser("eva", "a long sentence", Role.OPERATOR), Samples.OPERATOR, null))
        .thenReturn(EVA);
    Exchange answer = send("createUser", NEW_USER, Map.of());
    assertAnswer(answer, 201);
    assertThat(body(answer).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("username", "role", "createdAt");
  }

  @Test
  @DisplayName("A name that is taken is 409")
  void taken() throws Exception {
    when(users.create(any(), any(), any()))
        .thenThrow(RefusedRequest.of(HttpStatus.CONFLICT, "There is a user eva already."));
    assertProblem(send("createUser", NEW_USER, Map.of()), 409);
  }

  @Test
  @DisplayName("The audit is a page of JSON with 200, filtered by what was asked for")
  void audit() throws Exception {
    when(audit.find(argThat(asked -> "eva".equals(asked.get("user")))))
        .thenReturn(
            new Page<>(
                List.of(new AuditEntry(1, Instant.EPOCH, "eva", "login", "/x", false, 302)), 1));
    Exchange answer = send("listAudit", null, Map.of("user", "eva"));
    assertAnswer(answer, 200);
    assertThat(body(answer).at("/items/0/allowed").asBoolean(true)).isFalse();
  }
}
