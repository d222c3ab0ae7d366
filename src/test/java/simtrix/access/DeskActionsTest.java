package simtrix.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import simtrix.edge.EdgeTest;
import simtrix.edge.RefusedRequest;
import simtrix.support.DeskActions;

@DisplayName("What a page of the console does, it does as the API would")
@EdgeTest
class DeskActionsTest {

  private static final Viewer ADMIN = new Viewer("ada", Role.ADMIN);
  private static final Viewer READER = new Viewer("rea", Role.READER);

  @Autowired private DeskActions actions;

  private final MockHttpServletRequest request =
      new MockHttpServletRequest("POST", "/console/users");

  @AfterEach
  void nobodyAsks() {
    RequestContextHolder.resetRequestAttributes();
  }

  @Test
  @DisplayName(
      "The route of the operation runs as the user of the request, and the audit gets its name")
  void performs() {
    asks(ADMIN);
    String name = "u" + UUID.randomUUID().toString().substring(0, 8);
    JsonNode made = actions.perform("createUser", Map.of(), Optional.of(user(name)));
    assertThat(made.path("username").asText()).isEqualTo(name);
    assertThat(AuditTrail.action(request, "")).isEqualTo("createUser");
    assertThat(AuditTrail.targetOf(request)).isEqualTo("/support/api/v1/users/" + name);
    assertThat(AuditTrail.isRefused(request)).isFalse();
    assertThat(refused("createUser", Map.of(), user(name)).status().value()).isEqualTo(409);
    assertThat(AuditTrail.isRefused(request)).isTrue();
  }

  @Test
  @DisplayName("A role that is not enough is refused before the route runs")
  void roles() {
    asks(READER);
    assertThat(actions.allows(READER, "listAudit")).isTrue();
    assertThat(actions.allows(READER, "createUser")).isFalse();
    assertThat(refused("createUser", Map.of(), user("nobody")).status().value()).isEqualTo(403);
    assertThat(AuditTrail.isRefused(request)).isTrue();
  }

  @Test
  @DisplayName("What does not fit the contract is refused as the gate would, field by field")
  void contract() {
    asks(ADMIN);
    RefusedRequest weak =
        refused(
            "createUser",
            Map.of(),
            Map.of("username", "eva", "password", "short", "role", "reader"));
    assertThat(weak.status().value()).isEqualTo(400);
    assertThat(weak.errors().get(0).message()).contains("at least 12 characters");
    assertThat(refused("retryDeadLetter", Map.of("id", "x"), "").errors().get(0).field())
        .isEqualTo("id");
    assertThat(refused("retryDeadLetter", Map.of(), "").errors().get(0).message())
        .isEqualTo("id is required");
    assertThat(AuditTrail.targetOf(request)).contains("/dead-letters/");
  }

  private void asks(Viewer viewer) {
    viewer.asks(request);
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
  }

  private RefusedRequest refused(String operation, Map<String, ?> parameters, Object body) {
    return catchThrowableOfType(
        RefusedRequest.class, () -> actions.perform(operation, parameters, Optional.of(body)));
  }

  private static Map<String, String> user(String name) {
    return Map.of("username", name, "password", "a long sentence", "role", "reader");
  }
}
