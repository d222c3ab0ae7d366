package simtrix.call;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import simtrix.call.Call.Progress;

/**
 * One row of the journal, and the state machine of a call: events may come twice, late and in any
 * order, and the row never goes back (DESIGN 3). It is changed only while its row is locked.
 */
@Entity
@Table(name = "call_journal")
@NamedQuery(
    name = CallRecord.WITHOUT_MESSAGE,
    query =
        "select c from CallRecord c where c.status = simtrix.call.CallStatus.QUEUED and c.message.sentAt is null"
            + " and c.message.queuedAt < :before order by c.message.queuedAt")
@NamedQuery(
    name = CallRecord.OVERDUE,
    query =
        "select c from CallRecord c where c.status = simtrix.call.CallStatus.RETRYING and (c.message.nextAttemptAt < :before"
            + " or (c.message.queuedAt < :started and c.message.nextAttemptAt < :now))"
            + " and not exists (select p.id from Portal p where p.id = c.portalId and p.pausedAt is not null)"
            + " order by c.message.nextAttemptAt")
@NamedQuery(
    name = CallRecord.UNFINISHED,
    query =
        "select c from CallRecord c where c.status in (simtrix.call.CallStatus.RINGING,"
            + " simtrix.call.CallStatus.ANSWERED) and c.updatedAt < :before order by c.updatedAt")
public class CallRecord {

  /** Queued calls whose message never made it into the broker. */
  public static final String WITHOUT_MESSAGE = "callsWithoutMessage";

  /** Calls whose next attempt should have come long ago. */
  public static final String OVERDUE = "callsOverdue";

  /** Calls that began and were never heard of again. */
  public static final String UNFINISHED = "callsUnfinished";

  @Id
  @Column(name = "call_id", columnDefinition = "char(36)")
  private String callId;

  private long portalId;

  @Column(columnDefinition = "char(36)")
  private String deviceId;

  private long userId;

  @Enumerated(EnumType.STRING)
  private CallState state;

  @Enumerated(EnumType.STRING)
  private CallOutcome outcome;

  @Enumerated(EnumType.STRING)
  private CallStatus status;

  @Embedded private CallerColumns caller = new CallerColumns();

  private Integer lineSlot;
  private String lineNumber;
  private Instant ringingAt;
  private int ringingOffset;
  private Instant answeredAt;
  private Instant endedAt;

  @Enumerated(EnumType.STRING)
  private CallEvent.Recording recording;

  private Instant receivedAt;

  private Instant updatedAt;

  @Column(updatable = false)
  private Instant forgottenAt;

  @Embedded private MessageColumns message = new MessageColumns();

  @Embedded private ProgressColumns progress = new ProgressColumns();

  /** For JPA. */
  protected CallRecord() {}

  /** A call that is heard of for the first time, before its first event is taken in. */
  static CallRecord begin(
      UUID id, long portal, String deviceId, long userId, Instant ringingAt, Instant now) {
    CallRecord row = new CallRecord();
    row.callId = id.toString();
    row.portalId = portal;
    row.deviceId = deviceId;
    row.userId = userId;
    row.state = CallState.RINGING;
    row.status = CallStatus.RINGING;
    row.recording = CallEvent.Recording.NONE;
    row.ringingAt = ringingAt;
    row.receivedAt = now;
    row.updatedAt = now;
    return row;
  }

  String deviceId() {
    return deviceId;
  }

  /** The phone was paired again, and goes on as another device. */
  void handOverTo(String device) {
    deviceId = device;
  }

  CallStatus status() {
    return status;
  }

  /** When it was first heard of, by the earlier of the two clocks. */
  Instant since() {
    return ringingAt.isBefore(receivedAt) ? ringingAt : receivedAt;
  }

  /** A journal that was lost may have had it written. */
  void mayBeWritten() {
    progress.start(since());
  }

  /**
   * Takes in an event; one of a call whose person is forgotten changes nothing any more.
   *
   * @param known the event's number in E.164, where it is a telephone number
   * @return whether it says something else of a recording than the events before
   */
  boolean hear(CallEvent event, Optional<String> known, Instant now) {
    if (forgottenAt != null) {
      return false;
    }
    boolean newest = event.state().compareTo(state) >= 0;
    boolean learnedNumber = caller.hear(event, known, newest);
    CallEvent.Recording recordingBefore = recording;
    if (newest) {
      hearTimes(event.ringingAt());
      state = event.state();
      recording = event.recording();
      event.slot().ifPresent(slot -> lineSlot = slot);
      event.lineNumber().ifPresent(line -> lineNumber = CallerColumns.cut(line));
    }
    event.answeredAt().ifPresent(at -> answeredAt = at.toInstant());
    event.endedAt().ifPresent(at -> endedAt = at.toInstant());
    CallOutcome before = outcome;
    hearOutcome(event);
    updatedAt = now;
    settle(before, learnedNumber, now);
    return recording != recordingBefore;
  }

  private void hearTimes(OffsetDateTime ringing) {
    ringingAt = ringing.toInstant();
    ringingOffset = ringing.getOffset().getTotalSeconds();
  }

  private void hearOutcome(CallEvent event) {
    boolean wasAnswered =
        outcome == CallOutcome.ANSWERED || (outcome == null && status == CallStatus.ANSWERED);
    if (state != CallState.ENDED) {
      return;
    }
    if (event.answered() || wasAnswered || answeredAt != null) {
      outcome = CallOutcome.ANSWERED;
    } else if (event.outcome().isPresent() && !progress.isWritten()) {
      outcome = event.outcome().get();
    }
  }

  private void settle(CallOutcome before, boolean learnedNumber, Instant now) {
    boolean news = !Objects.equals(before, outcome) || learnedNumber;
    switch (status) {
      case RINGING, ANSWERED -> {
        if (state == CallState.ENDED) {
          queue(now);
        } else {
          status = state == CallState.ANSWERED ? CallStatus.ANSWERED : CallStatus.RINGING;
        }
      }
      case LOCAL, WRITTEN -> {
        if (news) {
          queue(now);
        }
      }
      default -> {}
    }
  }

  private void queue(Instant now) {
    status = CallStatus.QUEUED;
    message.order(now);
  }

  /** Closes a call of which the phone never told the end: journal only (DESIGN 3). */
  void close(Instant now) {
    state = CallState.ENDED;
    outcome = CallOutcome.UNKNOWN;
    status = CallStatus.LOCAL;
    updatedAt = now;
  }

  /** Marks the beginning of an attempt, before the portal can see anything of it. */
  void startAttempt(Instant now) {
    message.startAttempt();
    updatedAt = now;
    progress.start(now);
  }

  /** When a step left for the portal of which the end is not known. */
  Optional<Instant> stepLeftAt() {
    return progress.stepLeftAt();
  }

  /** The portal has said how the last step ended, or the step never left. */
  void stepEnded() {
    progress.stepEnded();
  }

  /** Keeps what stands in the portal as soon as it is known. */
  void advance(Progress reached) {
    progress.advance(reached);
  }

  /**
   * The call stands in the CRM.
   *
   * @param asOutcome its outcome when this write began
   * @return whether it has changed meanwhile, so that it was queued once more
   */
  boolean written(CallOutcome asOutcome, Instant now) {
    CallOutcome stands = progress.written(asOutcome);
    status = CallStatus.WRITTEN;
    message.done();
    updatedAt = now;
    if (outcome != stands) {
      queue(now);
    }
    return status == CallStatus.QUEUED;
  }

  void keepLocal(Instant now) {
    progress.stepEnded();
    status = CallStatus.LOCAL;
    message.done();
    updatedAt = now;
  }

  /**
   * Whether a message of this call has something to do; a dead one may have been moved back by a
   * broker tool.
   */
  boolean isWaiting() {
    return status == CallStatus.QUEUED
        || status == CallStatus.RETRYING
        || status == CallStatus.DEAD;
  }

  /** Waits for another call; no attempt was made. */
  void putOff(Instant next, Instant now) {
    status = CallStatus.RETRYING;
    message.orderFor(next, now);
    updatedAt = now;
  }

  void retryAt(Instant next, boolean wasAttempt, Instant now) {
    putOff(next, now);
    if (!wasAttempt) {
      message.takeBackAttempt();
    }
  }

  boolean archive(Instant now) {
    return move(CallStatus.DEAD, CallStatus.ARCHIVED, now);
  }

  boolean restore(Instant now) {
    return move(CallStatus.ARCHIVED, CallStatus.DEAD, now);
  }

  private boolean move(CallStatus from, CallStatus to, Instant now) {
    if (status != from) {
      return false;
    }
    status = to;
    updatedAt = now;
    return true;
  }

  void giveUp(Instant now) {
    status = CallStatus.DEAD;
    message.orderForDead();
    updatedAt = now;
  }

  /** What the row says now. */
  public Call snapshot() {
    return new Call(
        UUID.fromString(callId),
        portalId,
        deviceId,
        userId,
        state,
        Optional.ofNullable(outcome),
        status,
        caller.number(),
        caller.e164(),
        caller.presentation(),
        Optional.ofNullable(lineNumber),
        ringingAt,
        ringingOffset,
        Optional.ofNullable(answeredAt),
        Optional.ofNullable(endedAt),
        updatedAt,
        message.ticket(),
        message.attempts(),
        message.nextAttemptAt(),
        status == CallStatus.QUEUED && !message.isSent(),
        progress.snapshot());
  }
}
