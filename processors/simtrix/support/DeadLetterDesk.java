package simtrix.support;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.Headers;
import org.springframework.stereotype.Component;
import simtrix.access.Viewer;
import simtrix.call.AttemptLog;
import simtrix.call.AttemptLog.Attempt;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.DeadLetterQueue;
import simtrix.deadletter.DeadLetterQueue.DeadMessage;
import simtrix.deadletter.DeadLetters;
import simtrix.deadletter.LetterFilter;
import simtrix.deadletter.LetterGroup;
import simtrix.deadletter.LetterSearch;
import simtrix.deadletter.LetterSearch.Where;
import simtrix.edge.RefusedRequest;
import simtrix.intake.CallAnswers;
import simtrix.mending.LetterPayload;
import simtrix.mending.LetterPayload.EditableField;

/** The dead letters as support reads them. */
@Component("deadLetterDesk")
public class DeadLetterDesk {

  private static final int ROWS_AT_ONCE = 1_000;

  /**
   * A letter with all that is known of it.
   *
   * @param payload what its message stands for: which call, and all that can be corrected
   * @param headers the properties of the message on the queue
   * @param onQueue whether there is one; a retry does not need it
   * @param attemptLog every attempt with its error
   * @param editable the fields that may change now, with their present values
   * @param retry what a retry would do
   */
  public record Detail(
      @JsonUnwrapped DeadLetter letter,
      Optional<JsonNode> payload,
      Map<String, Object> headers,
      boolean onQueue,
      List<Attempt> attemptLog,
      Optional<JournalCall> call,
      List<StoryStep> story,
      List<EditableField> editable,
      Optional<RetryOutlook> retry) {}

  private final DeadLetters letters;
  private final LetterSearch search;
  private final DeadLetterQueue queue;
  private final CallJournal journal;
  private final AttemptLog attempts;
  private final CallAnswers answers;
  private final LetterPayload payloads;
  private final CallStory stories;
  private final Outlooks outlooks;

  DeadLetterDesk(
      DeadLetters letters,
      LetterSearch search,
      DeadLetterQueue queue,
      CallJournal journal,
      AttemptLog attempts,
      CallAnswers answers,
      LetterPayload payloads,
      CallStory stories,
      Outlooks outlooks) {
    this.letters = letters;
    this.search = search;
    this.queue = queue;
    this.journal = journal;
    this.attempts = attempts;
    this.answers = answers;
    this.payloads = payloads;
    this.stories = stories;
    this.outlooks = outlooks;
  }

  /** For the route: one page of the letters that the request asks for. */
  public Page<DeadLetter> find(
      @Headers Map<String, Object> request, @ExchangeProperty("viewer") Viewer viewer) {
    return list(LetterFilter.of(request), PageRequest.of(request), viewer);
  }

  /** One page of the letters that fit, those that failed last first. */
  public Page<DeadLetter> list(LetterFilter filter, PageRequest page, Viewer viewer) {
    Where where = where(filter, viewer);
    List<DeadLetter> found = search.list(where, page.from(), page.size());
    return new Page<>(
        found.stream().map(letter -> letter.seenBy(viewer)).toList(), search.count(where));
  }

  /** How many letters fit that a retry is for; none without a filter. */
  public long dead(Optional<LetterFilter> filter, Viewer viewer) {
    return filter.map(dead -> search.count(where(dead, viewer))).orElse(0L);
  }

  /** For the route: the groups of the letters that the request asks for. */
  public List<LetterGroup> findGroups(
      @Headers Map<String, Object> request, @ExchangeProperty("viewer") Viewer viewer) {
    return groups(LetterFilter.of(request), viewer);
  }

  /** The letters that fit by what was wrong, the largest group first. */
  public List<LetterGroup> groups(LetterFilter filter, Viewer viewer) {
    return search.groups(where(filter, viewer));
  }

  /** For the route: the letters that the request asks for as CSV. */
  public InputStream findTable(
      @Headers Map<String, Object> request, @ExchangeProperty("viewer") Viewer viewer) {
    Where where = where(LetterFilter.of(request), viewer);
    return LetterTable.of(
        last ->
            search.after(where, last, ROWS_AT_ONCE).stream()
                .map(letter -> letter.seenBy(viewer))
                .toList());
  }

  /**
   * @throws RefusedRequest 404
   */
  public Detail detail(@Header("id") long id, @ExchangeProperty("viewer") Viewer viewer) {
    DeadLetter letter = letters.require(id);
    Optional<Call> call = journal.find(letter.callId());
    Optional<DeadMessage> message = queue.find(letter.kind(), letter.callId());
    List<Attempt> log = attempts.of(letter.kind(), letter.callId());
    boolean ofCall = letter.kind() == WriteKind.CALL;
    return new Detail(
        letter.seenBy(viewer),
        ofCall
            ? call.map(found -> seen(payloads.of(found), viewer))
            : message.map(DeadMessage::payload),
        message.map(found -> seen(found.headers(), viewer)).orElseGet(Map::of),
        message.isPresent(),
        log.stream().map(attempt -> JournalCall.seen(attempt, viewer)).toList(),
        call.map(found -> JournalCall.of(found, answers.inCrm(found), log, viewer)),
        call.map(found -> stories.of(found, Optional.of(letter), viewer)).orElseGet(List::of),
        call.filter(found -> ofCall && letter.state() == DeadLetter.State.DEAD)
            .map(found -> editable(found, viewer))
            .orElseGet(List::of),
        call.map(found -> outlooks.of(letter, found, viewer)));
  }

  private Where where(LetterFilter filter, Viewer viewer) {
    return search.where(filter, !viewer.seesNumbers());
  }

  private List<EditableField> editable(Call call, Viewer viewer) {
    ObjectNode seen = seen(payloads.of(call), viewer);
    return payloads.editable(call).stream()
        .map(field -> new EditableField(field.field(), seen.path(field.field())))
        .toList();
  }

  /** Of the payload only texts that people wrote can hold a number. */
  private static ObjectNode seen(ObjectNode payload, Viewer viewer) {
    for (LetterPayload.Field field :
        List.of(LetterPayload.Field.NUMBER, LetterPayload.Field.LEAD_TITLE)) {
      JsonNode value = payload.path(field.text());
      if (value.isTextual()) {
        boolean number = field == LetterPayload.Field.NUMBER;
        String text = value.asText();
        payload.put(field.text(), number ? viewer.number(text) : viewer.text(text));
      }
    }
    return payload;
  }

  private static Map<String, Object> seen(Map<String, Object> headers, Viewer viewer) {
    Map<String, Object> seen = new TreeMap<>(headers);
    seen.replaceAll((name, value) -> value instanceof String text ? viewer.text(text) : value);
    return seen;
  }
}
