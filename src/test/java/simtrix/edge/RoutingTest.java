package simtrix.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import simtrix.edge.Server.Answer;

/** What a request brings into its route, and what of the route gets out. */
@EdgeTest
class RoutingTest {

  private static final String RINGING =
      """
      {"direction": "INCOMING", "state": "RINGING", "number": "+49 151 1", "ringingAt": "2026-11-24T10:00:00+01:00"}
      """;

  @Autowired private Server server;

  @Test
  void aRingReachesItsRouteWithThePhoneKnown() {
    JsonNode phone = server.phone();
    String callId = UUID.randomUUID().toString();

    Answer answer =
        server.putJson(phone.path("token").asText(), "/bridge/v1/calls/" + callId, RINGING);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("device").asText()).isEqualTo(phone.path("deviceId").asText());
    assertThat(answer.json().at("/headers/callId").asText()).isEqualTo(callId);
    assertThat(answer.json().path("body").asText()).isEqualTo(RINGING);
  }
}
