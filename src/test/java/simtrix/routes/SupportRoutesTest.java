package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import simtrix.edge.RefusedRequest;
import simtrix.portal.Portal;
import simtrix.support.CallDesk;
import simtrix.support.Page;
import simtrix.support.PortalDesk;

@DisplayName("routes/support.camel.yaml")
class SupportRoutesTest extends RouteTest {

  private CallDesk calls;
  private PortalDesk portals;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "support");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    calls = standIn("callDesk", CallDesk.class);
    portals = standIn("portalDesk", PortalDesk.class);
    operatorAsks();
  }

  @Test
  @DisplayName("Calls are a page of JSON with 200, filtered by what was asked for")
  void list() throws Exception {
    when(calls.find(argThat(asked -> "DEAD".equals(asked.get("status"))), eq(Samples.OPERATOR)))
        .thenReturn(new Page<>(List.of(), 3));
    Exchange answer = send("listCalls", null, Map.of("status", "DEAD"));
    assertAnswer(answer, 200);
    assertThat(body(answer).path("total").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("The counts are JSON with 200")
  void counts() throws Exception {
    when(calls.counts(any())).thenReturn(Map.of("accepted", 3L));
    Exchange answer = send("countCalls", null, Map.of());
    assertAnswer(answer, 200);
    assertThat(answer.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":3}");
  }

  @Test
  @DisplayName("The portals are JSON with 200")
  void portals() throws Exception {
    when(portals.list())
        .thenReturn(
            List.of(new PortalDesk.Row(7, "a.example", "m", Portal.Mode.WEBHOOK, "ACTIVE")));
    Exchange answer = send("listPortals", null, Map.of());
    assertAnswer(answer, 200);
    assertThat(body(answer).at("/0/mode").asText()).isEqualTo("WEBHOOK");
  }

  @Test
  @DisplayName("A call that is not there is 404")
  void unknown() throws Exception {
    when(calls.detail(Samples.CALL_ID, Samples.OPERATOR))
        .thenThrow(RefusedRequest.notFound("No such call."));
    assertProblem(send("getJournalCall", null, Map.of("callId", Samples.CALL_ID)), 404);
  }

  @Test
  @DisplayName("While the database is away support gets 503")
  void databaseAway() throws Exception {
    when(calls.find(any(), any())).thenThrow(new DataAccessResourceFailureException("gone"));
    assertProblem(send("listCalls", null, Map.of()), 503);
  }
}
