package simtrix.call;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.call.Call.Progress;
import simtrix.settings.SimtrixSettings;

/**
 * The journal: every call of every phone, one row each. Each method is one short transaction that
 * holds the lock of its row, or joins the one that is open.
 */
@Component
@Transactional
public class CallJournal {

  /** So long after the call before it the next one of the same number is tried. */
  private static final Duration BEHIND_OLDER = Duration.ofMillis(100);

  /** So long a call waits for one whose message must be on the queue somewhere. */
  private static final Duration BEHIND_QUEUED = Duration.ofSeconds(1);

  private final EntityManager rows;
  private final JdbcClient jdbc;
  private final Restoration restoration;
  private final Duration settlingTime;
  private final Clock clock;

  CallJournal(
      EntityManager rows,
      JdbcClient jdbc,
      Restoration restoration,
      SimtrixSettings settings,
      Clock clock) {
    this.rows = rows;
    this.restoration = restoration;
    this.jdbc = jdbc;
    this.settlingTime = settings.bitrix24().settlingTime();
    this.clock = clock;
  }

  /** The row of a call, locked; made when it is heard of for the first time. */
  CallRecord open(UUID id, long portal, String deviceId, long userId, CallEvent event) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into call_journal (call_id, portal_id, device_id, user_id, state, status, ringing_at, received_at, updated_at)
            values (:call, :portal, :device, :user, 'RINGING', 'RINGING', :rang, :now, :now)
            on duplicate key update call_id = call_id""")
        .param("call", id.toString())
        .param("portal", portal)
        .param("device", deviceId)
        .param("user", userId)
        .param("rang", utc(event.ringingAt().toInstant()))
        .param("now", utc(now))
        .update();
    return locked(id).orElseThrow();
  }

  @Transactional(readOnly = true)
  public Optional<Call> find(UUID id) {
    return Optional.ofNullable(rows.find(CallRecord.class, id.toString()))
        .map(CallRecord::snapshot);
  }

  /**
   * Begins an attempt to write a call, unless its message is an old one.
   *
   * @param ticket of the message
   * @return the call as it was before this attempt; empty when there is nothing to do
   */
  public Optional<Call> startAttempt(UUID id, int ticket) {
    return locked(id)
        .map(
            row -> {
              if (restoration.mayHaveWritten(row.since())) {
                row.mayBeWritten();
              }
              Call before = row.snapshot();
              boolean waiting = before.ticket() == ticket && row.isWaiting();
              if (waiting) {
                row.startAttempt(clock.instant());
              }
              return waiting ? before : null;
            });
  }

  /**
   * Puts a call off while it must not be written: until the portal cannot be working any more on a
   * step of which nobody heard the end (decision 0003), and while an older call of the same number
   * waits, right behind the last of those, so that all keep their order (DESIGN 3).
   *
   * @param ticket of the message
   * @return the call with its new ticket; empty when it is this call's turn, or its message is an
   *     old one
   */
  public Optional<Call> putOffUntilItsTurn(UUID id, int ticket) {
    return locked(id)
        .filter(row -> row.isWaiting() && row.snapshot().ticket() == ticket)
        .flatMap(row -> settled(row).or(() -> behindOlder(row)).map(next -> putOff(row, next)));
  }

  private Call putOff(CallRecord row, Instant next) {
    row.putOff(next, clock.instant());
    return row.snapshot();
  }

  private Optional<Instant> settled(CallRecord row) {
    return row.stepLeftAt().map(left -> left.plus(settlingTime)).filter(clock.instant()::isBefore);
  }

  private Optional<Instant> behindOlder(CallRecord row) {
    Instant now = clock.instant();
    return turnOfOlder(row.snapshot())
        .map(older -> (older.isAfter(now) ? older : now).plus(BEHIND_OLDER));
  }

  private Optional<Instant> turnOfOlder(Call call) {
    return call.e164()
        .flatMap(
            number ->
                jdbc.sql(
                        """
                        select coalesce(older.next_attempt_at, :soon) from call_journal older
                        join call_journal mine on mine.call_id = :call
                        where older.portal_id = :portal and older.e164 = :number and older.received_at < mine.received_at
                          and older.status in ('QUEUED', 'RETRYING')
                        order by older.received_at desc limit 1""")
                    .param("soon", utc(clock.instant().plus(BEHIND_QUEUED)))
                    .param("call", call.id().toString())
                    .param("portal", call.portal())
                    .param("number", number)
                    .query(LocalDateTime.class)
                    .optional())
        .map(at -> at.toInstant(ZoneOffset.UTC));
  }

  /**
   * A message with the ticket just before the valid one, of a call that waits for its retry or was
   * given up: the server decided that and died, or lost the broker, before it could move the
   * message.
   *
   * @return the call whose message has to be sent (again); a second one with the same ticket does
   *     no harm
   */
  @Transactional(readOnly = true)
  public Optional<Call> aheadOf(UUID id, int ticket) {
    return find(id)
        .filter(call -> call.status() == CallStatus.RETRYING || call.status() == CallStatus.DEAD)
        .filter(call -> call.ticket() == ticket + 1);
  }

  /**
   * A request with a step of these attempts is about to leave for the portal, which from now on may
   * be working on it.
   *
   * @return the attempts whose step must stay here: another one has begun since
   */
  public Set<Attempt> stepsLeave(List<Attempt> attempts) {
    List<String> calls = attempts.stream().map(attempt -> attempt.call().toString()).toList();
    List<Object[]> rows = attempts.stream().map(Attempt::asRow).toList();
    int left =
        jdbc.sql(
                """
                update call_journal set step_left_at = :now
                where call_id in (:calls) and (call_id, ticket, attempts) in (:attempts)""")
            .param("now", utc(clock.instant()))
            .param("calls", calls)
            .param("attempts", rows)
            .update();
    return left == attempts.size() ? Set.of() : overtaken(attempts, calls);
  }

  /** Whether another attempt has begun since this one. */
  @Transactional(readOnly = true)
  public boolean isOvertaken(Attempt attempt) {
    return !overtaken(List.of(attempt), List.of(attempt.call().toString())).isEmpty();
  }

  private Set<Attempt> overtaken(List<Attempt> attempts, List<String> calls) {
    Set<Attempt> overtaken = new HashSet<>(attempts);
    jdbc.sql("select call_id, ticket, attempts from call_journal where call_id in (:calls)")
        .param("calls", calls)
        .query((row, number) -> Attempt.of(row))
        .list()
        .forEach(overtaken::remove);
    return overtaken;
  }

  /** The portal is not working on anything of this call. */
  public void stepEnded(UUID id) {
    change(id, CallRecord::stepEnded);
  }

  /**
   * Keeps what is known to stand in the portal.
   *
   * @return the call as it is now
   */
  public Call advance(UUID id, Progress progress) {
    return change(id, row -> row.advance(progress));
  }

  /**
   * The call stands in the CRM.
   *
   * @param outcome which it had when this write began
   * @return the call when it has changed meanwhile and was queued once more
   */
  public Optional<Call> written(UUID id, CallOutcome outcome) {
    CallRecord row = locked(id).orElseThrow();
    return row.written(outcome, clock.instant()) ? Optional.of(row.snapshot()) : Optional.empty();
  }

  public void keepLocal(UUID id) {
    change(id, row -> row.keepLocal(clock.instant()));
  }

  /** Plans the next attempt; {@code wasAttempt} is false where the portal was not asked at all. */
  public Call retryAt(UUID id, Instant next, boolean wasAttempt) {
    return change(id, row -> row.retryAt(next, wasAttempt, clock.instant()));
  }

  /**
   * A person asks for one more attempt.
   *
   * @return the call with its new ticket; empty when it is not dead
   */
  public Optional<Call> retryByHand(UUID id) {
    return locked(id)
        .filter(row -> row.status() == CallStatus.DEAD)
        .map(
            row -> {
              row.retryAt(clock.instant(), true, clock.instant());
              return row.snapshot();
            });
  }

  /** A person decides that a dead call need not be written; false when it is not dead. */
  public boolean archive(UUID id) {
    return locked(id).map(row -> row.archive(clock.instant())).orElse(false);
  }

  /** A person takes that back; false when it is not archived. */
  public boolean restore(UUID id) {
    return locked(id).map(row -> row.restore(clock.instant())).orElse(false);
  }

  public Call giveUp(UUID id) {
    return change(id, row -> row.giveUp(clock.instant()));
  }

  /**
   * Remembers that the messages of these calls are in the broker, so that the sweep leaves them
   * alone.
   */
  public void messagesSent(List<UUID> calls) {
    jdbc.sql(
            "update call_journal set sent_at = :now where call_id in (:calls) and status = 'QUEUED'")
        .params(
            Map.of(
                "now", utc(clock.instant()), "calls", calls.stream().map(UUID::toString).toList()))
        .update();
  }

  /**
   * Believes no longer that the messages of calls are in the broker, so that the sweep sends new
   * ones. Calls of a paused portal wait where they are.
   *
   * @param before only of messages that were sent before this
   * @return how many calls there are
   */
  public int doubtMessages(Instant before) {
    return jdbc.sql(
            """
            update call_journal set sent_at = null where status = 'QUEUED' and sent_at < :before
            and portal_id not in (select id from portal where paused_at is not null)""")
        .param("before", utc(before))
        .update();
  }

  /** Closes calls of which the phone never told the end. */
  public void close(UUID id) {
    change(id, row -> row.close(clock.instant()));
  }

  /** An overdue call has just got a new message; it is not looked at again for a while. */
  public void resent(UUID id) {
    jdbc.sql(
            "update call_journal set next_attempt_at = :now, queued_at = :now where call_id = :call and status = 'RETRYING'")
        .param("now", utc(clock.instant()))
        .param("call", id.toString())
        .update();
  }

  private Call change(UUID id, Consumer<CallRecord> change) {
    CallRecord row = locked(id).orElseThrow();
    change.accept(row);
    return row.snapshot();
  }

  private Optional<CallRecord> locked(UUID id) {
    return Optional.ofNullable(
        rows.find(CallRecord.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
  }

  private static LocalDateTime utc(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
