package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jpa.JpaConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.stubbing.Answer;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jms.UncategorizedJmsException;
import simtrix.call.CallJournal;
import simtrix.call.CallMetrics;
import simtrix.call.CallRecord;
import simtrix.call.Sweeps;
import simtrix.intake.CallAnswers;
import simtrix.intake.CallEventReader;
import simtrix.intake.CallKeeper;
import simtrix.monitoring.CardTimes;
import simtrix.monitoring.HouseMetrics;
import simtrix.routes.Outside.Sent;
import simtrix.writing.PortalWriters;
import simtrix.writing.RingCard;

@DisplayName("routes/sweeps.camel.yaml")
class SweepsRoutesTest extends RouteTest {

  private Sweeps sweeps;
  private RingCard ringCard;
  private PortalWriters writers;
  private CallMetrics metrics;
  private HouseMetrics house;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "calls", "sweeps");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    sweeps = standIn("sweeps", Sweeps.class);
    writers = standIn("portalWriters", PortalWriters.class);
    metrics = standIn("callMetrics", CallMetrics.class);
    house = standIn("houseMetrics", HouseMetrics.class);
    standIn("callJournal", CallJournal.class);
    ringCard = standIn("ringCard", RingCard.class);
    standIn("callEventReader", CallEventReader.class);
    standIn("callKeeper", CallKeeper.class);
    standIn("cardTimes", CardTimes.class);
    standIn("callAnswers", CallAnswers.class);
    standIn("callingDevice", Processor.class);
  }

  @BeforeEach
  void limits() {
    doAnswer(limit("unsent")).when(sweeps).unsentBefore(any());
    doAnswer(limit("overdue")).when(sweeps).overdueBefore(any());
    doAnswer(limit("unfinished")).when(sweeps).unfinishedBefore(any());
  }

  @Test
  @DisplayName("Calls without a message get one; those that have got one meanwhile do not")
  void unsent() throws Exception {
    rows.add(Samples.row(Samples.ended(true)));
    rows.add(Samples.row(Samples.ended(false)));
    tick("sweep-unsent");
    assertAsked("callsWithoutMessage", "unsent");
    Sent message = assertSentTo("crm.writes.7");
    assertThat(message.body()).isEqualTo(Samples.ORDER);
    assertThat(message.headers()).containsOnlyKeys("callId", "portal", "JMSXGroupID");
  }

  @Test
  @DisplayName("Overdue retries get a new message, and are left alone for a while")
  void overdue() throws Exception {
    rows.add(Samples.row(Samples.ended(false)));
    tick("sweep-overdue");
    assertAsked("callsOverdue", "overdue");
    assertThat(assertSentTo("crm.writes.7").headers())
        .containsOnlyKeys("callId", "portal", "JMSXGroupID");
    verify(sweeps).resent(Samples.ended(false));
  }

  @Test
  @DisplayName("An overdue call whose message cannot be sent is looked at again next time")
  void overdueWithoutBroker() throws Exception {
    rows.add(Samples.row(Samples.ended(false)));
    broker.goAway(new UncategorizedJmsException("gone"));
    tick("sweep-overdue");
    verify(sweeps, never()).resent(any());
  }

  @Test
  @DisplayName("Calls that were never heard of again are closed, without a message")
  void unfinished() throws Exception {
    CallRecord row = Samples.row(Samples.ringing());
    rows.add(row);
    tick("sweep-unfinished");
    assertAsked("callsUnfinished", "unfinished");
    verify(sweeps).close(row);
    await().untilAsserted(() -> verify(ringCard).hide(Samples.ringing()));
    assertThat(broker.sent()).isEmpty();
  }

  @Test
  @DisplayName("One call that makes trouble does not keep the next from being looked after")
  void troublemaker() throws Exception {
    CallRecord trouble = mock(CallRecord.class);
    when(trouble.snapshot()).thenThrow(new IllegalStateException("a bug"));
    CallRecord next = Samples.row(Samples.ended(true));
    rows.addAll(List.of(trouble, next));
    tick("sweep-unsent");
    tick("sweep-overdue");
    assertThat(broker.sent()).extracting(Sent::address).containsOnly("crm.writes.7").hasSize(2);

    doThrow(new DataAccessResourceFailureException("gone")).when(sweeps).close(trouble);
    tick("sweep-unfinished");
    verify(sweeps).close(next);
  }

  @Test
  @DisplayName("A sweep that fails is repeated at the next tick")
  void again() throws Exception {
    doThrow(new DataAccessResourceFailureException("gone")).when(sweeps).unsentBefore(any());
    tick("sweep-unsent");
    tick("sweep-unsent");
    verify(sweeps, times(2)).unsentBefore(any());
    assertThat(journal.sent()).isEmpty();
  }

  @Test
  @DisplayName("Portals that have no writer yet get one, and the sum of the calls is read")
  void houseKeeping() throws Exception {
    tick("writers-for-portals");
    verify(writers).startMissing();
    verify(metrics, never()).read();
    tick("count-calls-for-metrics");
    verify(metrics).read();
    verify(house).read();
  }

  private void assertAsked(String query, String limit) {
    assertThat(journal.sent()).hasSize(1);
    assertThat(journal.sent().get(0).options()).containsEntry("namedQuery", query);
    assertThat(journal.sent().get(0).headers())
        .containsEntry(JpaConstants.JPA_PARAMETERS_HEADER, Map.of("before", limit));
  }

  private static Answer<Object> limit(String limit) {
    return invocation -> {
      Exchange exchange = invocation.getArgument(0);
      exchange.getMessage().setHeader(JpaConstants.JPA_PARAMETERS_HEADER, Map.of("before", limit));
      return null;
    };
  }

  private void tick(String timer) throws Exception {
    timers.comesIn(timer, null, Map.of());
  }
}
