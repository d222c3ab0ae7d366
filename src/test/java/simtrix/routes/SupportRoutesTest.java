package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import simtrix.edge.RefusedRequest;
import simtrix.installation.PortalPause;
import simtrix.portal.Portal;
import simtrix.support.CallDesk;
import simtrix.support.OverviewDesk;
import simtrix.support.Page;
import simtrix.support.PortalDesk;
import simtrix.writing.PortalWriters;

@DisplayName("routes/support.camel.yaml")
class SupportRoutesTest extends RouteTest {

  private static final PortalDesk.Row PORTAL =
      new PortalDesk.Row(
          7,
          "a.example",
          "m",
          Portal.Mode.WEBHOOK,
          "ACTIVE",
          Portal.Telephony.ALLOWED,
          "CLOSED",
          Optional.of(40L),
          0,
          0,
          false,
          Optional.empty(),
          Optional.empty(),
          false);

  private CallDesk calls;
  private PortalDesk portals;
  private OverviewDesk overview;
  private PortalPause pause;
  private PortalWriters writers;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "support");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    calls = standIn("callDesk", CallDesk.class);
    portals = standIn("portalDesk", PortalDesk.class);
    overview = standIn("overviewDesk", OverviewDesk.class);
    pause = standIn("portalPause", PortalPause.class);
    writers = standIn("portalWriters", PortalWriters.class);
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
    when(portals.list()).thenReturn(List.of(PORTAL));
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

  @Test
  @DisplayName(
      "A portal is paused by the one who asks, its writer rests at once, and goes on when it is resumed")
  void pause() throws Exception {
    when(portals.one(7)).thenReturn(PORTAL);
    Exchange paused = send("pausePortal", null, Map.of("id", 7L));
    assertAnswer(paused, 200);
    assertThat(body(paused).path("id").asInt()).isEqualTo(7);
    verify(pause).pause(7, Samples.OPERATOR);
    assertAnswer(send("resumePortal", null, Map.of("id", 7L)), 200);
    verify(pause).resume(7);
    verify(writers, times(2)).startMissing();
  }

  @Test
  @DisplayName("A portal that is not there cannot be paused: 404")
  void unknownPortal() throws Exception {
    doThrow(RefusedRequest.notFound("There is no portal 7."))
        .when(pause)
        .pause(7, Samples.OPERATOR);
    assertProblem(send("pausePortal", null, Map.of("id", 7L)), 404);
    verify(writers, never()).startMissing();
  }

  @Test
  @DisplayName("The overview is JSON with 200")
  void overview() throws Exception {
    when(overview.find(any()))
        .thenReturn(
            new OverviewDesk.Overview(
                Map.of("accepted", 3L), List.of(), List.of(), Optional.empty()));
    Exchange answer = send("getOverview", null, Map.of());
    assertAnswer(answer, 200);
    assertThat(body(answer).at("/counts/accepted").asInt()).isEqualTo(3);
    assertThat(body(answer).path("oldestWaiting").isNull()).isTrue();
  }
}
