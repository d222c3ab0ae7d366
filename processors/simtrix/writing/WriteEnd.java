package simtrix.writing;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.call.AttemptLog;
import simtrix.call.Call;
import simtrix.call.CallActions;
import simtrix.call.CallJournal;
import simtrix.call.CallOutcome;
import simtrix.deadletter.DeadLetters;
import simtrix.scenario.CallEnd;
import simtrix.scenario.Chosen;

/** The good ends of a write. */
@Component("writeEnd")
public class WriteEnd {

  private final CallJournal journal;
  private final AttemptLog attempts;
  private final DeadLetters deadLetters;
  private final CallActions actions;

  WriteEnd(CallJournal journal, AttemptLog attempts, DeadLetters deadLetters, CallActions actions) {
    this.actions = actions;
    this.journal = journal;
    this.attempts = attempts;
    this.deadLetters = deadLetters;
  }

  /**
   * The call stands in the CRM. When it has turned out to be another one than it was written as,
   * the property {@code again} is set and {@code call} is the call as it is now.
   *
   * @param rule by which it was written; null for a correction
   */
  @Transactional
  public void written(
      Exchange exchange,
      @ExchangeProperty("call") Call call,
      @ExchangeProperty("scenario") Chosen rule) {
    attempts.succeeded(call.id());
    deadLetters.resolve(call.id());
    Optional<Call> changed = journal.written(call.id(), writtenAs(call, Optional.ofNullable(rule)));
    changed.ifPresent(now -> exchange.setProperty("call", now));
    exchange.setProperty("again", changed.isPresent());
  }

  private static CallOutcome writtenAs(Call call, Optional<Chosen> rule) {
    CallOutcome now = call.outcome().orElse(CallOutcome.UNKNOWN);
    return rule.map(Chosen::end)
        .filter(end -> now == CallOutcome.ANSWERED && end != CallEnd.ANSWERED)
        .map(end -> CallOutcome.valueOf(end.name()))
        .orElse(now);
  }

  /** By rule the call stays in the journal. */
  @Transactional
  public void local(@ExchangeProperty("call") Call call) {
    deadLetters.resolve(call.id());
    actions.forget(call.id());
    journal.keepLocal(call.id());
  }
}
