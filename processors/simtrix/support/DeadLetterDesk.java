package simtrix.support;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.call.AttemptLog;
import simtrix.call.AttemptLog.Attempt;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.deadletter.DeadLetterQueue.DeadMessage;
import simtrix.deadletter.DeadLetters;
import simtrix.edge.RefusedRequest;
import simtrix.intake.CallAnswers;

/** The dead letters as support reads them. */
@Component("deadLetterDesk")
public class DeadLetterDesk {

  /**
   * A letter with all that is known of it.
   *
   * @param payload what the message on the queue says; absent while the call is being retried
   * @param headers the message's properties
   * @param attemptLog every attempt with its error
   */
  public record Detail(
      @JsonUnwrapped DeadLetter letter,
      Optional<JsonNode> payload,
      Map<String, Object> headers,
      List<Attempt> attemptLog,
      Optional<JournalCall> call) {}

  private final DeadLetters letters;
  private final DeadLetterQueue queue;
  private final JdbcClient jdbc;
  private final CallJournal journal;
  private final AttemptLog attempts;
  private final CallAnswers answers;

  DeadLetterDesk(
      DeadLetters letters,
      DeadLetterQueue queue,
      JdbcClient jdbc,
      CallJournal journal,
      AttemptLog attempts,
      CallAnswers answers) {
    this.letters = letters;
    this.queue = queue;
    this.jdbc = jdbc;
    this.journal = journal;
    this.attempts = attempts;
    this.answers = answers;
  }

  /**
   * One page of the letters that wait for somebody and fit the request's filter, the latest first.
   */
  public Page<DeadLetter> list(@Headers Map<String, Object> request) {
    Conditions filter =
        new Conditions(request)
            .always("state in ('DEAD', 'RETRYING')")
            .equal("portal", "portal_id")
            .equal("category", "category")
            .contains("q", "number", "call_id", "code", "message")
            .between("last_failed_at");
    Paging paging = Paging.of(request);
    long total =
        jdbc.sql("select count(*) from dead_letter" + filter.where())
            .params(filter.values())
            .query(Long.class)
            .single();
    List<DeadLetter> page =
        jdbc.sql(
                "select * from dead_letter"
                    + filter.where()
                    + "order by last_failed_at desc, id desc limit :size offset :first")
            .params(filter.values())
            .param("size", paging.size())
            .param("first", paging.from())
            .query(DeadLetters.ROWS)
            .list();
    return new Page<>(page, total);
  }

  /**
   * @throws RefusedRequest 404
   */
  public Detail detail(@Header("id") long id) {
    DeadLetter letter =
        letters
            .find(id)
            .orElseThrow(() -> RefusedRequest.notFound("There is no dead letter " + id + "."));
    Optional<Call> call = journal.find(letter.callId());
    Optional<DeadMessage> message = queue.find(letter.callId());
    List<Attempt> log = attempts.of(letter.callId());
    return new Detail(
        letter,
        message.map(DeadMessage::payload),
        message.map(DeadMessage::headers).orElseGet(Map::of),
        log,
        call.map(found -> JournalCall.of(found, answers.inCrm(found), log)));
  }
}
