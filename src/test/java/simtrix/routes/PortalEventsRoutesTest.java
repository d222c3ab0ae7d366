package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.jms.UncategorizedJmsException;
import simtrix.bitrix24.CrmChange;
import simtrix.caller.CallerCache;
import simtrix.caller.CallerNews;
import simtrix.caller.NodeNews;
import simtrix.edge.RefusedRequest;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.installation.PortalEvents;
import simtrix.installation.PortalInstallation;
import simtrix.sync.Echoes;
import simtrix.sync.Renewals;

@DisplayName("routes/portal-events.camel.yaml")
class PortalEventsRoutesTest extends RouteTest {

  private static final CrmChange CHANGE =
      new CrmChange(7, CrmChange.Kind.DEAL, CrmChange.Change.UPDATE, 5);
  private static final CallerNews NEWS =
      new CallerNews("here", Optional.of(CHANGE), false, Optional.of(7L), Optional.empty());
  private static final String FORM = "event=x&auth[member_id]=m";

  private PortalEvents events;
  private PortalInstallation installation;
  private CallerCache cache;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "caller-changes", "portal-events");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    events = standIn("portalEvents", PortalEvents.class);
    installation = standIn("portalInstallation", PortalInstallation.class);
    cache = standIn("callerCache", CallerCache.class);
    Echoes echoes = standIn("echoes", Echoes.class);
    standIn("renewals", Renewals.class);
    standIn("nodeNews", NodeNews.class);
    doAnswer(
            invocation -> {
              Exchange exchange = invocation.getArgument(0);
              exchange.setProperty(Echoes.OWN, false);
              exchange.getMessage().setBody(NEWS);
              return null;
            })
        .when(echoes)
        .judge(any(), any());
  }

  @Test
  @DisplayName("An installation is believed first, and then answered with 200 and nothing else")
  void installed() {
    assertNoted(send("installPortal", FORM, Map.of()));
    verify(installation).install(FORM);
  }

  @Test
  @DisplayName("An installation that is not believed is 403; one that cannot be proven now is 503")
  void notInstalled() throws Exception {
    doThrow(RefusedRequest.of(HttpStatus.FORBIDDEN, "No.")).when(installation).install(any());
    assertProblem(send("installPortal", FORM, Map.of()), 403);
    doThrow(
            RefusedRequest.unavailable(
                "Later.",
                Duration.ofSeconds(5),
                CrmFailure.of(Category.NETWORK, "TIMEOUT", "No answer.")))
        .when(installation)
        .install(any());
    assertProblem(send("installPortal", FORM, Map.of()), 503);
  }

  @Test
  @DisplayName(
      "A record has changed: callers are forgotten here and on every node, the portal hears 200")
  void crmEvent() {
    when(events.take(FORM)).thenReturn(CHANGE);
    assertNoted(send("portalEvent", FORM, Map.of()));
    verify(cache).hear(NEWS);
    await().untilAsserted(() -> assertSentTo("topic:crm.changes"));
  }

  @Test
  @DisplayName("An event about anything else is noted with 200, and nobody is forgotten")
  void otherEvent() {
    assertNoted(send("portalEvent", FORM, Map.of()));
    verifyNoInteractions(cache);
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("An event that no known portal has sent is 403, and nobody is forgotten")
  void stranger() throws Exception {
    when(events.take(any())).thenThrow(RefusedRequest.of(HttpStatus.FORBIDDEN, "Who are you?"));
    assertProblem(send("portalEvent", FORM, Map.of()), 403);
    verifyNoInteractions(cache);
  }

  @Test
  @DisplayName(
      "Bitrix24 never repeats an event: with the broker away it is acted upon here and answered with 200")
  void brokerAway() {
    when(events.take(FORM)).thenReturn(CHANGE);
    broker.goAway(new UncategorizedJmsException("gone"));
    assertNoted(send("portalEvent", FORM, Map.of()));
    verify(cache).hear(NEWS);
  }

  private static void assertNoted(Exchange answer) {
    assertAnswer(answer, 200);
    assertThat(answer.getMessage().getBody()).isNull();
    assertThat(answer.getMessage().getHeaders()).containsOnlyKeys(Exchange.HTTP_RESPONSE_CODE);
  }
}
