package simtrix.deadletter;

import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import simtrix.call.CallStatus;
import simtrix.call.WriteKind;

/**
 * What letters of one kind are about: its own journal decides whether something may be tried again
 * or put aside. Every method joins the transaction of its caller.
 */
public interface LetterSubject {

  WriteKind kind();

  /**
   * A person asks for one more attempt: gives out a new ticket and sets the exchange's properties
   * from which the message is made.
   *
   * @return false when it is not dead, and then nothing is done
   */
  boolean retryByHand(Exchange exchange, UUID call);

  /** A person decides that it need not be written; false when it is not dead. */
  boolean archive(UUID call);

  /** A person takes that back; false when it is not archived. */
  boolean restore(UUID call);

  /**
   * The status of the call, for the answer to the one who decided.
   *
   * @param state that the letter has now
   */
  CallStatus callStatus(UUID call, DeadLetter.State state);

  /**
   * Compares messages of the queue with the journal; one that has no letter gets one.
   *
   * @return the messages whose subject has moved on
   */
  List<LyingMessage> superfluous(List<LyingMessage> messages);

  /** Brings letters and journal in step where the queue is not needed for it. */
  void withoutQueue();
}
