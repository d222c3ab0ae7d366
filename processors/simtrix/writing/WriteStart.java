package simtrix.writing;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.call.CallStatus;
import simtrix.caller.CallerQuestion;
import simtrix.caller.CallerQuestions;
import simtrix.failure.CaughtFailure;

/** Begins an attempt: finds the call of a message, and says which way it goes. */
@Component("writeStart")
public class WriteStart {

  /** The ways of a call through {@code write-call}. */
  enum Way {
    /** An old message: the call is written, or another message is on its way. */
    NOTHING,
    /**
     * An older call of the same caller has to be written first, or its planned retry has yet to
     * come.
     */
    NOT_ITS_TURN,
    /** It is dead already, and its message has to follow it to the dead letters. */
    GIVEN_UP,
    /** It stands in the CRM, but not as it turned out to be. */
    CORRECTION,
    ANONYMOUS,
    /** No number that could be looked up. */
    UNREACHABLE,
    IDENTIFIED
  }

  private static final Logger LOG = LoggerFactory.getLogger(WriteStart.class);

  private final CallJournal journal;
  private final CallerQuestions questions;
  private final WriteOrders orders;

  WriteStart(CallJournal journal, CallerQuestions questions, WriteOrders orders) {
    this.journal = journal;
    this.questions = questions;
    this.orders = orders;
  }

  /**
   * Sets the properties {@code call} (as it was before this attempt), {@code attempt}, {@code
   * question}, {@code way} and {@code deliveries}.
   */
  public void begin(Exchange exchange) {
    exchange.setProperty(
        CaughtFailure.DELIVERIES,
        exchange.getMessage().getHeader("JMSXDeliveryCount", 1, Integer.class));
    WriteOrder order = orders.read(exchange.getMessage().getBody(String.class));
    Optional<Call> behind = journal.putOffUntilItsTurn(order.callId(), order.ticket());
    if (behind.isPresent()) {
      putOff(exchange, behind.get());
      return;
    }
    Optional<Call> call = journal.startAttempt(order.callId(), order.ticket());
    if (call.isEmpty()) {
      follow(exchange, order);
      return;
    }
    CallerQuestion question =
        questions.about(
            call.get().portal(),
            call.get().number(),
            call.get().lineNumber(),
            call.get().isAnonymous());
    exchange.setProperty("call", call.get());
    exchange.setProperty("attempt", call.get().nextAttempt());
    exchange.setProperty("question", question);
    exchange.setProperty("way", way(call.get(), question).name());
  }

  /** An old message; where its call went and no message did, it takes that message's place. */
  private void follow(Exchange exchange, WriteOrder order) {
    Optional<Call> ahead = journal.aheadOf(order.callId(), order.ticket());
    if (ahead.isEmpty()) {
      LOG.info("Message for call {} is an old one and is dropped", order.callId());
      exchange.setProperty("way", Way.NOTHING.name());
    } else if (ahead.get().status() == CallStatus.DEAD) {
      exchange.setProperty("call", ahead.get());
      exchange.setProperty("way", Way.GIVEN_UP.name());
    } else {
      putOff(exchange, ahead.get());
    }
  }

  private static void putOff(Exchange exchange, Call call) {
    exchange.setProperty("call", call);
    exchange.setProperty("nextAttemptAt", call.nextAttemptAt().orElseThrow());
    exchange.setProperty("way", Way.NOT_ITS_TURN.name());
  }

  private static Way way(Call call, CallerQuestion question) {
    if (call.needsCorrection()) {
      return Way.CORRECTION;
    }
    if (question.anonymous()) {
      return Way.ANONYMOUS;
    }
    return question.number().isPresent() ? Way.IDENTIFIED : Way.UNREACHABLE;
  }
}
