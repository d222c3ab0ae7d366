package simtrix.deadletter;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.call.CallStatus;
import simtrix.call.WriteKind;

/** Letters about calls: the journal of the calls decides. */
@Component
class DeadCalls implements LetterSubject {

  private final CallJournal journal;
  private final Reconciliation reconciliation;

  DeadCalls(CallJournal journal, Reconciliation reconciliation) {
    this.journal = journal;
    this.reconciliation = reconciliation;
  }

  @Override
  public WriteKind kind() {
    return WriteKind.CALL;
  }

  /** Sets the property {@code call} to the call that is to be written. */
  @Override
  public boolean retryByHand(Exchange exchange, UUID id) {
    Optional<Call> call = journal.retryByHand(id);
    call.ifPresent(found -> exchange.setProperty("call", found));
    return call.isPresent();
  }

  @Override
  public boolean archive(UUID call) {
    return journal.archive(call);
  }

  @Override
  public boolean restore(UUID call) {
    return journal.restore(call);
  }

  @Override
  public CallStatus callStatus(UUID call, DeadLetter.State state) {
    return CallStatus.valueOf(state.name());
  }

  @Override
  public List<LyingMessage> superfluous(List<LyingMessage> messages) {
    return reconciliation.superfluous(messages);
  }

  @Override
  public void withoutQueue() {
    reconciliation.withoutQueue();
  }
}
