package simtrix.support;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.access.Viewer;
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
  public Page<DeadLetter> find(
      @Headers Map<String, Object> request, @ExchangeProperty("viewer") Viewer viewer) {
    CallFilter asked = CallFilter.of(request);
    Optional<String> q = Optional.ofNullable((String) request.get("q"));
    Conditions filter =
        new Conditions()
            .always("waiting = 1")
            .equal("portal_id", asked.portal())
            .equal("category", Optional.ofNullable(request.get("category")).map(Object::toString))
            .search(q, viewer.seesNumbers(), "number", "call_id", "code", "message")
            .between("last_failed_at", asked.from(), asked.to());
    PageRequest paging = PageRequest.of(request);
    long total = filter.on(jdbc, "select count(*) from dead_letter%s").query(Long.class).single();
    List<DeadLetter> page =
        filter
            .on(
                jdbc,
                "select * from dead_letter%s order by last_failed_at desc, id desc"
                    + " limit :size offset :first")
            .param("size", paging.size())
            .param("first", paging.from())
            .query(DeadLetters.ROWS)
            .list();
    return new Page<>(page.stream().map(letter -> letter.seenBy(viewer)).toList(), total);
  }

  /**
   * @throws RefusedRequest 404
   */
  public Detail detail(@Header("id") long id, @ExchangeProperty("viewer") Viewer viewer) {
    DeadLetter letter =
        letters
            .find(id)
            .orElseThrow(() -> RefusedRequest.notFound("There is no dead letter " + id + "."));
    Optional<Call> call = journal.find(letter.callId());
    Optional<DeadMessage> message = queue.find(letter.callId());
    List<Attempt> log = attempts.of(letter.callId());
    return new Detail(
        letter.seenBy(viewer),
        message.map(DeadMessage::payload),
        message.map(found -> seen(found.headers(), viewer)).orElseGet(Map::of),
        log.stream().map(attempt -> JournalCall.seen(attempt, viewer)).toList(),
        call.map(found -> JournalCall.of(found, answers.inCrm(found), log, viewer)));
  }

  private static Map<String, Object> seen(Map<String, Object> headers, Viewer viewer) {
    Map<String, Object> seen = new TreeMap<>(headers);
    seen.replaceAll((name, value) -> value instanceof String text ? viewer.text(text) : value);
    return seen;
  }
}
