package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.builder.RouteBuilder;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jms.UncategorizedJmsException;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import simtrix.call.AttemptLog;
import simtrix.call.CallActions;
import simtrix.call.CallJournal;
import simtrix.deadletter.DeadLetters;
import simtrix.edge.RefusedRequest;
import simtrix.failure.Category;
import simtrix.failure.CrmFailure;
import simtrix.recording.AttachFailure;
import simtrix.routes.Outside.Sent;
import simtrix.settings.SimtrixSettings;
import simtrix.writing.RingCard;
import simtrix.writing.WriteFailure;

@DisplayName("routes/failures.camel.yaml")
class FailuresRoutesTest extends RouteTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private final CallJournal calls = mock(CallJournal.class);
  private final DeadLetters letters = mock(DeadLetters.class);
  private final SimtrixSettings settings = mock(SimtrixSettings.class);
  private RingCard ringCard;
  private Throwable failure;

  @Override
  protected List<String> files() {
    return List.of("failures");
  }

  @Override
  protected void beans() {
    bind(
        "writeFailure",
        new WriteFailure(
            calls,
            mock(CallActions.class),
            mock(AttemptLog.class),
            letters,
            settings,
            Clock.fixed(NOW, ZoneOffset.UTC)));
    ringCard = standIn("ringCard", RingCard.class);
  }

  /** The beans of the write failures, for tests in which no write fails. */
  static void beansOfWrites(RouteTest test) {
    test.standIn("attachFailure", AttachFailure.class);
    test.standIn("writeFailure", WriteFailure.class);
    test.standIn("ringCard", RingCard.class);
  }

  @BeforeEach
  void routesThatFail() throws Exception {
    when(settings.retryDelays())
        .thenReturn(List.of(Duration.ofSeconds(10), Duration.ofSeconds(30)));
    when(calls.retryAt(any(), any(), anyBoolean())).thenReturn(Samples.ended(false));
    when(calls.giveUp(any())).thenReturn(Samples.ended(false));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:request").routeConfigurationId("api-failures").to("direct:part");
            from("direct:write").routeConfigurationId("crm-failures").to("direct:part");
            from("direct:part").routeConfigurationId("part-of-a-route").to("direct:part-of-part");
            from("direct:part-of-part").routeConfigurationId("part-of-a-route").bean(new Failing());
          }
        });
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(RefusedRequest.of(HttpStatus.CONFLICT, "It is another's."), 409),
        Arguments.of(RefusedRequest.notFound("It is not there."), 404),
        Arguments.of(new DataAccessResourceFailureException("gone"), 503),
        Arguments.of(new JMSException("gone"), 503),
        Arguments.of(new IllegalStateException("secret +4915112345678"), 500),
        Arguments.of(new StackOverflowError(), 500));
  }

  @ParameterizedTest(name = "{1} for {0}")
  @MethodSource("refusals")
  @DisplayName("A request that fails two routes deep is answered with its problem document")
  void problems(Throwable thrown, int status) throws Exception {
    failure = thrown;
    JsonNode problem = assertProblem(send("request", "{}", Map.of()), status);
    assertThat(problem.path("instance").asText()).isEqualTo("/asked/for");
    assertThat(problem.toString()).doesNotContain("15112345678");
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  @DisplayName("What time may heal goes to the retries, all else to the dead letters")
  void everyCategory(Category category) throws Exception {
    failure = new RuntimeException(CrmFailure.of(category, "CODE", "A sentence."));
    Exchange write = write(0);
    assertThat(write.isFailed()).as("the transaction commits").isFalse();
    Sent message = assertSentTo(category.isPassing() ? "crm.retry" : "crm.dead");
    assertThat(message.body()).isEqualTo(Samples.ORDER);
    assertThat(message.options()).containsEntry("transacted", "true");
    verify(letters, category.isPassing() ? never() : times(1)).bury(any(), any());
  }

  @Test
  @DisplayName("A retry comes after the pause of its attempt, and no header of before travels on")
  void pause() throws Exception {
    failure = CrmFailure.of(Category.SERVER, "500", "It failed.");
    write(1);
    Sent message = assertSentTo("crm.retry");
    assertThat(message.headers())
        .containsOnlyKeys("callId", "portal", "JMSXGroupID", "_AMQ_SCHED_DELIVERY")
        .containsEntry("JMSXGroupID", Samples.GROUP);
    assertThat((Long) message.headers().get("_AMQ_SCHED_DELIVERY"))
        .isBetween(NOW.plusSeconds(30).toEpochMilli(), NOW.plusSeconds(36).toEpochMilli());
  }

  @ParameterizedTest
  @EnumSource(Category.class)
  @DisplayName("An attempt that another one has followed ends, and decides nothing")
  void overtaken(Category category) throws Exception {
    when(calls.isOvertaken(Samples.ended(false, 1).nextAttempt())).thenReturn(true);
    failure = CrmFailure.of(category, "CODE", "A sentence.");
    assertThat(write(1).isFailed()).isFalse();
    assertThat(broker.sent()).isEmpty();
    verify(calls, never()).retryAt(any(), any(), anyBoolean());
    verify(calls, never()).giveUp(any());
  }

  @Test
  @DisplayName(
      "A journal that cannot say whether another attempt has begun does not hold up the failure")
  void unknownWhetherOvertaken() throws Exception {
    when(calls.isOvertaken(any())).thenThrow(new DataAccessResourceFailureException("gone"));
    failure = CrmFailure.of(Category.SERVER, "500", "It failed.");
    write(1);
    assertSentTo("crm.retry");
  }

  @Test
  @DisplayName("After the last pause the call is a dead letter")
  void givenUp() throws Exception {
    failure = CrmFailure.of(Category.NETWORK, "TIMEOUT", "No answer.");
    write(2);
    verify(ringCard).hideSoon(Samples.ended(false));
    assertThat(assertSentTo("crm.dead").headers())
        .containsOnlyKeys("callId", "portal", "JMSXGroupID");
  }

  @Test
  @DisplayName(
      "A delivery that the open circuit turned away is no attempt, so it is never the last")
  void turnedAway() throws Exception {
    failure = CrmFailure.of(Category.NETWORK, "CIRCUIT_OPEN", "Wait.").withoutAttempt();
    write(2);
    assertSentTo("crm.retry");
    verify(calls).retryAt(any(), any(), eq(false));
  }

  @Test
  @DisplayName("A message that names no call of ours is given up as it is, without its headers")
  void unreadable() throws Exception {
    failure = CrmFailure.of(Category.BUG, "UNREADABLE_ORDER", "What is this?");
    send("write", "no order", Map.of());
    Sent message = assertSentTo("crm.dead");
    assertThat(message.body()).isEqualTo("no order");
    assertThat(message.headers()).isEmpty();
    verify(letters, never()).bury(any(), any());
  }

  @Test
  @DisplayName("A fault of our own code is given up, even one that is no exception but an error")
  void errors() throws Exception {
    failure = new StackOverflowError();
    assertThat(write(0).isFailed()).isFalse();
    assertSentTo("crm.dead");
    verify(letters).bury(any(), argThat(found -> found.category() == Category.BUG));
  }

  static Stream<Throwable> outages() {
    SQLException deadlock = new SQLTransactionRollbackException("Deadlock found", "40001", 1213);
    SQLException reset = new SQLException("(conn=5) Connection reset", "08000");
    return Stream.of(
        new CannotCreateTransactionException(
            "no connection", new JDBCConnectionException("", reset)),
        new CannotGetJdbcConnectionException("pool", new SQLTransientConnectionException("30 s")),
        new CannotGetJdbcConnectionException("pool", reset),
        new DataAccessResourceFailureException("gone", new SocketException("Connection reset")),
        new CannotAcquireLockException("deadlock", new LockAcquisitionException("", deadlock)),
        new CannotAcquireLockException("lock wait", new SQLException("Lock wait", "HY000", 1205)),
        new JpaSystemException(new org.hibernate.TransactionException("commit", reset)),
        new TransactionSystemException("commit", reset),
        new TransactionTimedOutException("too long"),
        new UncategorizedJmsException(new JMSException("broker is away")),
        new JMSException("broker is away"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outages")
  @DisplayName(
      "Without journal or broker nothing is decided: the exchange fails, and the broker delivers the message again")
  void outage(Throwable thrown) throws Exception {
    failure = thrown;
    assertThat(write(0).getException()).isSameAs(thrown);
    assertThat(broker.sent()).isEmpty();
    verify(letters, never()).bury(any(), any());
  }

  @Test
  @DisplayName("What has been judged as a portal's failure is none of the server's outages")
  void judgedAlready() throws Exception {
    failure =
        CrmFailure.of(
            Category.NETWORK, "TIMEOUT", "No answer.", new RejectedExecutionException("full"));
    assertThat(write(0).isFailed()).isFalse();
    assertSentTo("crm.retry");
  }

  @Test
  @DisplayName("What the database refuses for its content is no outage: it would be refused again")
  void refusedByDatabase() throws Exception {
    failure =
        new DataIntegrityViolationException(
            "too long", new SQLException("Data too long", "22001", 1406));
    assertThat(write(0).isFailed()).isFalse();
    assertSentTo("crm.dead");
  }

  @Test
  @DisplayName("If the message cannot be moved on it stays where it is: the exchange fails")
  void cannotMoveOn() throws Exception {
    failure = CrmFailure.of(Category.NETWORK, "TIMEOUT", "No answer.");
    broker.goAway(new UncategorizedJmsException("gone"));
    assertThat(write(0).isFailed()).isTrue();
  }

  @Test
  @DisplayName("If the journal goes away while a call is given up the message stays where it is")
  void cannotGiveUp() throws Exception {
    failure = CrmFailure.of(Category.REJECTED, "ERROR", "No.");
    when(calls.giveUp(any())).thenThrow(new CannotCreateTransactionException("gone"));
    assertThat(write(0).isFailed()).isTrue();
    assertThat(broker.sent()).isEmpty();
  }

  private Exchange write(int attempts) {
    return send(
        "write",
        exchange -> {
          exchange.setProperty("call", Samples.ended(false, attempts));
          exchange.setProperty("attempt", Samples.ended(false, attempts).nextAttempt());
          exchange.getMessage().setBody("whatever it is by now");
        });
  }

  /** A bean of a route, in which something goes wrong. */
  public final class Failing {
    @Handler
    public void fail() throws Throwable {
      throw failure;
    }
  }
}
