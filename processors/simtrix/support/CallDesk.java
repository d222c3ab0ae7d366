package simtrix.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.access.Viewer;
import simtrix.call.AttemptLog;
import simtrix.call.Call;
import simtrix.call.CallCounts;
import simtrix.call.CallJournal;
import simtrix.deadletter.DeadLetters;
import simtrix.edge.RefusedRequest;
import simtrix.intake.CallAnswers;
import simtrix.recording.ReasonTexts;
import simtrix.recording.RecordingJournal;
import simtrix.text.Sentence;

/** The journal as support reads it. */
@Component("callDesk")
public class CallDesk {

  private final JdbcClient jdbc;
  private final CallJournal journal;
  private final AttemptLog attempts;
  private final CallAnswers answers;
  private final CallCounts counts;
  private final CallStory stories;
  private final DeadLetters letters;
  private final RecordingJournal recordings;
  private final ReasonTexts reasons;

  CallDesk(
      JdbcClient jdbc,
      CallJournal journal,
      AttemptLog attempts,
      CallAnswers answers,
      CallCounts counts,
      CallStory stories,
      DeadLetters letters,
      RecordingJournal recordings,
      ReasonTexts reasons) {
    this.recordings = recordings;
    this.reasons = reasons;
    this.counts = counts;
    this.stories = stories;
    this.letters = letters;
    this.jdbc = jdbc;
    this.journal = journal;
    this.attempts = attempts;
    this.answers = answers;
  }

  /** For the route: one page of the calls that the request asks for, the latest first. */
  public Page<JournalCall> find(
      @Headers Map<String, Object> request, @ExchangeProperty("viewer") Viewer viewer) {
    return list(CallFilter.of(request), PageRequest.of(request), viewer);
  }

  /**
   * One page of the calls that fit, the latest first. Who sees masked numbers finds one only by
   * naming it whole: else he could find it out digit by digit.
   */
  @Transactional(readOnly = true)
  public Page<JournalCall> list(CallFilter filter, PageRequest page, Viewer viewer) {
    Conditions fitting =
        new Conditions()
            .equal("portal_id", filter.portal())
            .equal("device_id", filter.device().map(UUID::toString))
            .search(filter.number(), viewer.seesNumbers(), "number", "e164")
            .equal("status", filter.status().map(Enum::name))
            .between("received_at", filter.from(), filter.to());
    List<String> ids =
        fitting
            .on(
                jdbc,
                "select call_id from call_journal%s order by received_at desc, call_id"
                    + " limit :size offset :first")
            .param("size", page.size())
            .param("first", page.from())
            .query(String.class)
            .list();
    long total = fitting.on(jdbc, "select count(*) from call_journal%s").query(Long.class).single();
    List<JournalCall> calls =
        ids.stream()
            .flatMap(id -> journal.find(UUID.fromString(id)).stream())
            .map(call -> JournalCall.of(call, answers.inCrm(call), List.of(), viewer))
            .toList();
    return new Page<>(calls, total);
  }

  /**
   * One call with every attempt to write it.
   *
   * @throws RefusedRequest 404
   */
  public JournalCall detail(@Header("callId") UUID id, @ExchangeProperty("viewer") Viewer viewer) {
    Call call =
        journal
            .find(id)
            .orElseThrow(() -> RefusedRequest.notFound(Sentence.of("refusal.call.none")));
    return JournalCall.of(call, answers.inCrm(call), attempts.of(id), viewer)
        .with(
            CallRecording.of(recordings.find(id), reasons),
            stories.of(call, letters.ofCall(id), viewer));
  }

  /**
   * How many ended calls have which status, from one reading; {@code accepted} is their sum (DESIGN
   * 3).
   */
  public Map<String, Long> counts(@Headers Map<String, Object> request) {
    return countsOf(CallFilter.of(request).portal());
  }

  /** The same for the calls of one portal, or of all. */
  public Map<String, Long> countsOf(Optional<Long> portal) {
    CallCounts.Reading reading = counts.read(portal);
    Map<String, Long> answer = new LinkedHashMap<>();
    answer.put("accepted", reading.accepted());
    reading.byStatus().forEach((status, calls) -> answer.put(status.name(), calls));
    return answer;
  }
}
