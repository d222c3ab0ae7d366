package simtrix.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.call.AttemptLog;
import simtrix.call.Call;
import simtrix.call.CallCounts;
import simtrix.call.CallJournal;
import simtrix.edge.RefusedRequest;
import simtrix.intake.CallAnswers;

/** The journal as support reads it. */
@Component("callDesk")
public class CallDesk {

  private final JdbcClient jdbc;
  private final CallJournal journal;
  private final AttemptLog attempts;
  private final CallAnswers answers;
  private final CallCounts counts;

  CallDesk(
      JdbcClient jdbc,
      CallJournal journal,
      AttemptLog attempts,
      CallAnswers answers,
      CallCounts counts) {
    this.counts = counts;
    this.jdbc = jdbc;
    this.journal = journal;
    this.attempts = attempts;
    this.answers = answers;
  }

  /** One page of the calls that fit the request's filter, the latest first. */
  @Transactional(readOnly = true)
  public Page<JournalCall> list(@Headers Map<String, Object> request) {
    Conditions filter =
        new Conditions(request)
            .equal("portal", "portal_id")
            .uuid("device", "device_id")
            .contains("number", "number", "e164")
            .equal("status", "status")
            .between("received_at");
    Paging paging = Paging.of(request);
    List<String> ids =
        jdbc.sql(
                "select call_id from call_journal"
                    + filter.where()
                    + "order by received_at desc, call_id limit :size offset :first")
            .params(filter.values())
            .param("size", paging.size())
            .param("first", paging.from())
            .query(String.class)
            .list();
    long total =
        jdbc.sql("select count(*) from call_journal" + filter.where())
            .params(filter.values())
            .query(Long.class)
            .single();
    List<JournalCall> calls =
        ids.stream()
            .flatMap(id -> journal.find(UUID.fromString(id)).stream())
            .map(call -> JournalCall.of(call, answers.inCrm(call), List.of()))
            .toList();
    return new Page<>(calls, total);
  }

  /**
   * One call with every attempt to write it.
   *
   * @throws RefusedRequest 404
   */
  public JournalCall detail(@Header("callId") UUID id) {
    Call call =
        journal
            .find(id)
            .orElseThrow(() -> RefusedRequest.notFound("The journal has no call with this id."));
    return JournalCall.of(call, answers.inCrm(call), attempts.of(id));
  }

  /**
   * How many ended calls have which status, from one reading; {@code accepted} is their sum (DESIGN
   * 3).
   */
  public Map<String, Long> counts(@Headers Map<String, Object> request) {
    CallCounts.Reading reading =
        counts.read(
            Optional.ofNullable(request.get("portal"))
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .map(Long::valueOf));
    Map<String, Long> answer = new LinkedHashMap<>();
    answer.put("accepted", reading.accepted());
    reading.byStatus().forEach((status, calls) -> answer.put(status.name(), calls));
    return answer;
  }
}
