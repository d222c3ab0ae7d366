package simtrix.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import simtrix.call.Call;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.deadletter.DeadLetterRetry;
import simtrix.deadletter.LetterDecisions;
import simtrix.edge.RefusedRequest;
import simtrix.mending.EditRetry;
import simtrix.mending.LetterArchive;
import simtrix.mending.NewJob;
import simtrix.mending.RetryItem;
import simtrix.mending.RetryJob;
import simtrix.mending.RetryJobs;
import simtrix.mending.RetryRound;

@DisplayName("routes/retry-jobs.camel.yaml")
class RetryJobsRoutesTest extends RouteTest {

  private static final Call CALL = Samples.ended(false);
  private static final RetryItem FIRST = new RetryItem(3, 5, "eva");
  private static final RetryItem SECOND = new RetryItem(3, 6, "eva");

  private RetryJobs jobs;
  private RetryRound round;
  private DeadLetterQueue queue;

  @Override
  protected List<String> files() {
    return List.of("failures", "answers", "dead-letter-actions", "retry-jobs");
  }

  @Override
  protected void beans() {
    FailuresRoutesTest.beansOfWrites(this);
    jobs = standIn("retryJobs", RetryJobs.class);
    round = standIn("retryRound", RetryRound.class);
    queue = standIn("deadLetterQueue", DeadLetterQueue.class);
    standIn("deadLetterRetry", DeadLetterRetry.class);
    standIn("letterDecisions", LetterDecisions.class);
    standIn("editRetry", EditRetry.class);
    standIn("letterArchive", LetterArchive.class);
    operatorAsks();
  }

  @Test
  @DisplayName("A job is made by the one who asks, and answered with 202")
  void made() throws Exception {
    NewJob wanted =
        new NewJob(
            Optional.of(List.of(5L, 6L)), Optional.empty(), Optional.of(BigDecimal.valueOf(2)));
    when(jobs.create(wanted, Samples.OPERATOR, null)).thenReturn(new RetryJobs.Made(3, 2));
    Exchange answer = send("createRetryJob", "{\"ids\":[5,6],\"ratePerSecond\":2}", Map.of());
    assertAnswer(answer, 202);
    assertThat(body(answer).path("id").asLong()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "A job and the last ones are JSON with 200; one that is done cannot be cancelled: 409")
  void watched() throws Exception {
    when(jobs.one(3)).thenReturn(job());
    when(jobs.last()).thenReturn(List.of(job()));
    when(jobs.cancel(3)).thenThrow(RefusedRequest.of(HttpStatus.CONFLICT, "It is done."));
    Exchange one = send("getRetryJob", null, Map.of("id", 3L));
    assertAnswer(one, 200);
    assertThat(body(one).path("failedAgain").asInt()).isEqualTo(1);
    Exchange last = send("listRetryJobs", null, Map.of());
    assertAnswer(last, 200);
    assertThat(body(last).at("/0/id").asInt()).isEqualTo(3);
    assertProblem(send("cancelRetryJob", null, Map.of("id", 3L)), 409);
  }

  @Test
  @DisplayName(
      "Each item whose turn it is goes the way of every retry; one that is not claimed does not")
  void round() throws Exception {
    when(round.next()).thenReturn(List.of(FIRST, SECOND));
    doAnswer(sets(Map.of("claimed", true, "call", CALL))).when(round).start(any(), eq(FIRST));
    doAnswer(sets(Map.of("claimed", false))).when(round).start(any(), eq(SECOND));
    timers.comesIn("retry-jobs", null, Map.of());
    assertSentTo("crm.writes.7");
    verify(queue).removeLetter(CALL);
  }

  @Test
  @DisplayName("Without a job nothing is sent")
  void idle() throws Exception {
    when(round.next()).thenReturn(List.of());
    timers.comesIn("retry-jobs", null, Map.of());
    assertThat(broker.sent()).isEmpty();
    verify(queue, never()).removeLetter(any());
  }

  private static RetryJob job() {
    return new RetryJob(
        3,
        RetryJob.State.DONE,
        BigDecimal.TEN,
        2,
        2,
        1,
        1,
        0,
        0,
        "eva",
        Instant.EPOCH,
        Optional.of(Instant.EPOCH));
  }
}
