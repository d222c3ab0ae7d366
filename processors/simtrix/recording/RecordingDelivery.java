package simtrix.recording;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way of received recordings to the portal, by the habits of the calls: a message is a ticket,
 * and the row knows the one that is valid (decision 0002).
 */
@Component
@Transactional
class RecordingDelivery {

  private final JdbcClient jdbc;
  private final RecordingRows rows;
  private final Clock clock;

  RecordingDelivery(JdbcClient jdbc, RecordingRows rows, Clock clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  Optional<Recording> find(UUID call) {
    return rows.find(call);
  }

  /** Its call stands in the portal: it may go; or its message was lost, and it gets another one. */
  Optional<Recording> queue(UUID call) {
    return when(call, before -> before.delivery().isPresent())
        .map(
            before ->
                set(
                    call,
                    "delivery = 'QUEUED', ticket = ticket + 1, queued_at = :now, sent_at = null,"
                        + " next_attempt_at = null"));
  }

  /** Its message is in the broker, so that the sweep leaves it alone. */
  void sent(Recording recording) {
    jdbc.sql("update recording set sent_at = :now where call_id = :call and ticket = :ticket")
        .param("now", now())
        .param("call", recording.callId().toString())
        .param("ticket", recording.ticket())
        .update();
  }

  /** The call is not in the portal (any more, or yet). */
  void waitForCall(UUID call) {
    when(call, Recording::isOnItsWay)
        .ifPresent(before -> set(call, "delivery = 'WAITING', next_attempt_at = null"));
  }

  /**
   * Begins an attempt, unless its message is an old one.
   *
   * @return the recording with this attempt counted; empty when there is nothing to do
   */
  Optional<Recording> startAttempt(UUID call, int ticket) {
    return when(call, before -> before.isOnItsWay() && before.ticket() == ticket)
        .map(before -> set(call, "attempts = attempts + 1"));
  }

  /**
   * One whose message has the ticket just before the valid one: the server decided on it and died
   * before it could move the message.
   */
  @Transactional(readOnly = true)
  Optional<Recording> aheadOf(UUID call, int ticket) {
    return rows.find(call)
        .filter(
            now ->
                now.delivery()
                    .filter(way -> way == Delivery.RETRYING || way == Delivery.DEAD)
                    .isPresent())
        .filter(now -> now.ticket() == ticket + 1);
  }

  /** A request with it is about to leave; from now on the portal may be working on it. */
  void leaves(UUID call, Optional<Set<Long>> filesBefore) {
    jdbc.sql("update recording set left_at = :now, files_before = :files where call_id = :call")
        .param("now", now())
        .param("files", filesBefore.map(RecordingRows::text).orElse(null))
        .param("call", call.toString())
        .update();
  }

  /** The portal is not working on it. */
  void settled(UUID call) {
    jdbc.sql("update recording set left_at = null, files_before = null where call_id = :call")
        .param("call", call.toString())
        .update();
  }

  /**
   * Plans the next attempt; one that a newer upload has replaced meanwhile stays as it is.
   *
   * @param wasAttempt false where the portal was not asked at all
   */
  Recording retryAt(Recording tried, Instant next, boolean wasAttempt) {
    jdbc.sql(
            """
            update recording set delivery = 'RETRYING', ticket = ticket + 1, next_attempt_at = :next, queued_at = :now,
              attempts = if(:wasAttempt, attempts, greatest(attempts - 1, 0)), updated_at = :now
            where call_id = :call and ticket = :ticket and delivery is not null""")
        .param("next", RecordingRows.utc(next))
        .param("now", now())
        .param("wasAttempt", wasAttempt)
        .param("call", tried.callId().toString())
        .param("ticket", tried.ticket())
        .update();
    return rows.find(tried.callId()).orElse(tried);
  }

  /** Gives it up; empty when a newer upload has replaced it meanwhile. */
  Optional<Recording> giveUp(Recording tried) {
    return when(tried.callId(), now -> now.isOnItsWay() && now.ticket() == tried.ticket())
        .map(
            now ->
                set(
                    tried.callId(),
                    "delivery = 'DEAD', ticket = ticket + 1, next_attempt_at = null"));
  }

  /** A person asks for one more attempt; empty when it is not dead. */
  Optional<Recording> retryByHand(UUID call) {
    return when(call, is(Delivery.DEAD))
        .map(
            dead ->
                set(
                    call,
                    "delivery = 'RETRYING', ticket = ticket + 1, next_attempt_at = :now,"
                        + " queued_at = :now"));
  }

  boolean archive(UUID call) {
    return when(call, is(Delivery.DEAD))
        .map(dead -> set(call, "delivery = 'ARCHIVED'"))
        .isPresent();
  }

  boolean restore(UUID call) {
    return when(call, is(Delivery.ARCHIVED))
        .map(archived -> set(call, "delivery = 'DEAD'"))
        .isPresent();
  }

  private Optional<Recording> when(UUID call, Predicate<Recording> state) {
    return rows.locked(call).filter(state);
  }

  private static Predicate<Recording> is(Delivery delivery) {
    return row -> row.delivery().filter(delivery::equals).isPresent();
  }

  private Recording set(UUID call, String change) {
    jdbc.sql("update recording set updated_at = :now, " + change + " where call_id = :call")
        .param("now", now())
        .param("call", call.toString())
        .update();
    return rows.find(call).orElseThrow();
  }

  private LocalDateTime now() {
    return RecordingRows.utc(clock.instant());
  }
}
