package simtrix.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import simtrix.call.Call;
import simtrix.call.CallJournal;
import simtrix.failure.CaughtFailure;
import simtrix.settings.SimtrixSettings;

/** Begins an attempt: finds the recording of a message, and says which way it goes. */
@Component("attachStart")
public class AttachStart {

  /** The ways of a recording through {@code attach-recording}. */
  enum Way {
    /** An old message, or nothing is left to do. */
    NOTHING,
    /** The portal may still be working on it, or its planned retry has yet to come. */
    NOT_ITS_TURN,
    /** It is dead already, and its message has to follow it to the dead letters. */
    GIVEN_UP,
    ATTACH
  }

  private static final Logger LOG = LoggerFactory.getLogger(AttachStart.class);

  private final RecordingDelivery delivery;
  private final RecordingJournal journal;
  private final RecordingPermission permission;
  private final CallJournal calls;
  private final AttachOrders orders;
  private final Duration settlingTime;
  private final Clock clock;

  AttachStart(
      RecordingDelivery delivery,
      RecordingJournal journal,
      RecordingPermission permission,
      CallJournal calls,
      AttachOrders orders,
      SimtrixSettings settings,
      Clock clock) {
    this.delivery = delivery;
    this.journal = journal;
    this.permission = permission;
    this.calls = calls;
    this.orders = orders;
    this.settlingTime = settings.bitrix24().settlingTime();
    this.clock = clock;
  }

  /**
   * Sets the properties {@code recording} (with this attempt counted), {@code call}, {@code way}
   * and {@code deliveries}.
   */
  public void begin(Exchange exchange) {
    exchange.setProperty(
        CaughtFailure.DELIVERIES,
        exchange.getMessage().getHeader("JMSXDeliveryCount", 1, Integer.class));
    AttachOrder order = orders.read(exchange.getMessage().getBody(String.class));
    Optional<Recording> valid =
        delivery
            .find(order.callId())
            .filter(now -> now.isOnItsWay() && now.ticket() == order.ticket());
    if (valid.isEmpty()) {
      follow(exchange, order);
    } else if (mayStillBeAtIt(valid.get()).isPresent()) {
      Instant settled = mayStillBeAtIt(valid.get()).get();
      putOff(exchange, delivery.retryAt(valid.get(), settled, true), settled);
    } else {
      Optional<Call> call =
          calls.find(order.callId()).filter(found -> found.progress().writtenOutcome().isPresent());
      Optional<Reason> refusal =
          permission.refusal(valid.get().portal(), valid.get().deviceId(), valid);
      begin(exchange, order, call, refusal);
    }
  }

  private void begin(
      Exchange exchange, AttachOrder order, Optional<Call> call, Optional<Reason> refusal) {
    way(exchange, Way.NOTHING);
    if (refusal.isPresent()) {
      journal.impossible(order.callId(), refusal.get());
    } else if (call.isEmpty()) {
      delivery.waitForCall(order.callId());
    } else {
      delivery
          .startAttempt(order.callId(), order.ticket())
          .ifPresent(
              recording -> {
                exchange.setProperty("recording", recording);
                exchange.setProperty("call", call.get());
                way(exchange, Way.ATTACH);
              });
    }
  }

  /** When the portal cannot be working any more on a request of which nobody heard the end. */
  private Optional<Instant> mayStillBeAtIt(Recording recording) {
    return recording
        .leftAt()
        .map(left -> left.plus(settlingTime))
        .filter(clock.instant()::isBefore);
  }

  /** An old message; where its recording went and no message did, it takes that message's place. */
  private void follow(Exchange exchange, AttachOrder order) {
    Optional<Recording> ahead = delivery.aheadOf(order.callId(), order.ticket());
    if (ahead.isEmpty()) {
      LOG.info("Message for the recording of call {} is an old one and is dropped", order.callId());
      way(exchange, Way.NOTHING);
    } else if (ahead.get().delivery().filter(Delivery.DEAD::equals).isPresent()) {
      exchange.setProperty("recording", ahead.get());
      way(exchange, Way.GIVEN_UP);
    } else {
      putOff(exchange, ahead.get(), ahead.get().nextAttemptAt().orElseGet(clock::instant));
    }
  }

  private static void putOff(Exchange exchange, Recording recording, Instant next) {
    exchange.setProperty("recording", recording);
    exchange.setProperty("nextAttemptAt", next);
    way(exchange, Way.NOT_ITS_TURN);
  }

  private static void way(Exchange exchange, Way way) {
    exchange.setProperty("way", way.name());
  }
}
