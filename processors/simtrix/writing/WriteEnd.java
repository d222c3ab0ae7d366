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
   */
  @Transactional
  public void written(Exchange exchange, @ExchangeProperty("call") Call call) {
    attempts.succeeded(call.id());
    deadLetters.resolve(call.id());
    Optional<Call> changed = journal.written(call.id(), call.outcome().orElse(CallOutcome.UNKNOWN));
    changed.ifPresent(now -> exchange.setProperty("call", now));
    exchange.setProperty("again", changed.isPresent());
  }

  /** By rule the call stays in the journal. */
  @Transactional
  public void local(@ExchangeProperty("call") Call call) {
    deadLetters.resolve(call.id());
    actions.forget(call.id());
    journal.keepLocal(call.id());
  }
}
