package simtrix.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import simtrix.settings.RecordingSettings;
import simtrix.settings.SimtrixSettings;

/**
 * Looks after recordings: those that may go, those whose message was lost, those that are too old,
 * and files that nobody names.
 */
@Component("recordingSweeps")
public class RecordingSweeps {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingSweeps.class);

  private static final int MOST_AT_ONCE = 500;

  /** So long a message may be on its way between the commit of the row and the note of it. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(20);

  /** So long a due message may wait in the queue of a busy portal before it is taken for lost. */
  private static final Duration IN_THE_QUEUE = Duration.ofMinutes(30);

  /** So long an upload may take from its first byte to its row. */
  private static final Duration UPLOAD = Duration.ofHours(2);

  private final JdbcClient jdbc;
  private final RecordingJournal journal;
  private final RecordingDelivery delivery;
  private final RecordingFiles files;
  private final RecordingSettings settings;
  private final Clock clock;
  private final Instant started;

  RecordingSweeps(
      JdbcClient jdbc,
      RecordingJournal journal,
      RecordingDelivery delivery,
      RecordingFiles files,
      SimtrixSettings settings,
      Clock clock) {
    this.jdbc = jdbc;
    this.journal = journal;
    this.delivery = delivery;
    this.files = files;
    this.settings = settings.recordings();
    this.clock = clock;
    this.started = clock.instant();
  }

  /**
   * The calls whose recordings need a message: their call stands in the portal now, or the message
   * that they had was lost.
   */
  public List<UUID> due() {
    Instant now = clock.instant();
    Instant onItsWay = now.minus(ON_ITS_WAY);
    return calls(
        jdbc.sql(
                """
                select r.call_id from recording r join call_journal c on c.call_id = r.call_id
                where r.delivery in ('WAITING', 'QUEUED', 'RETRYING') and ((r.delivery = 'WAITING' and c.written_outcome is not null)
                  or (r.delivery = 'QUEUED' and ((r.sent_at is null and r.queued_at < :unsent) or r.sent_at < :lost))
                  or (r.delivery = 'RETRYING' and (r.next_attempt_at < :lost
                    or (r.queued_at < :started and r.next_attempt_at < :now))))
                  and not exists (select 1 from portal p where p.id = r.portal_id and p.paused_at is not null)
                order by r.received_at limit :most""")
            .param("most", MOST_AT_ONCE)
            .param("unsent", RecordingRows.utc(onItsWay.isAfter(started) ? onItsWay : started))
            .param("lost", RecordingRows.utc(now.minus(IN_THE_QUEUE)))
            .param("started", RecordingRows.utc(started))
            .param("now", RecordingRows.utc(now)));
  }

  /** Gives one of them a new ticket: sets the properties {@code recording} and {@code due}. */
  public void queue(Exchange exchange, @Body UUID call) {
    var queued = delivery.queue(call);
    queued.ifPresent(recording -> exchange.setProperty("recording", recording));
    exchange.setProperty("due", queued.isPresent());
  }

  /** Its message is in the broker. */
  public void sent(@ExchangeProperty("recording") Recording recording) {
    delivery.sent(recording);
  }

  /** Ends what has no end of its own: no place in the CRM, never come, too old. */
  public void end() {
    end(
        Reason.NOT_IN_CRM,
        """
        select r.call_id from recording r join call_journal c on c.call_id = r.call_id
        where r.delivery = 'WAITING' and c.status in ('LOCAL', 'ARCHIVED') and c.written_outcome is null""",
        clock.instant());
    end(
        Reason.NEVER_CAME,
        "select call_id from recording where state = 'EXPECTED' and updated_at < :before",
        clock.instant().minus(settings.expectedFor()));
    end(
        Reason.TOO_OLD,
        "select call_id from recording where state = 'RECEIVED' and received_at < :before",
        clock.instant().minus(settings.retention()));
  }

  /** An administrator does not allow them any more: what is not attached yet is not kept. */
  void endForbidden(long portal) {
    List<UUID> kept =
        calls(
            jdbc.sql(
                    "select call_id from recording where portal_id = :portal"
                        + " and state in ('RECEIVED', 'EXPECTED')")
                .param("portal", portal));
    kept.forEach(call -> journal.impossible(call, Reason.NOT_ALLOWED));
  }

  /** Deletes files that were begun and never ended, and whole ones that no row names. */
  public void tidy() {
    Instant limit = clock.instant().minus(UPLOAD);
    files.deleteUnfinishedBefore(limit);
    List<String> old = files.namesBefore(limit);
    if (old.isEmpty()) {
      return;
    }
    Set<String> orphans = new HashSet<>(old);
    jdbc.sql("select file from recording where file in (:files)")
        .param("files", old)
        .query(String.class)
        .list()
        .forEach(orphans::remove);
    orphans.forEach(orphan -> files.delete(files.path(orphan)));
    if (!orphans.isEmpty()) {
      LOG.info("{} files of recordings that nothing belonged to are deleted", orphans.size());
    }
  }

  private void end(Reason reason, String question, Instant before) {
    JdbcClient.StatementSpec asked = jdbc.sql(question + " limit " + MOST_AT_ONCE);
    if (question.contains(":before")) {
      LocalDateTime limit = RecordingRows.utc(before);
      asked = asked.param("before", limit);
    }
    List<UUID> ended = calls(asked);
    ended.forEach(call -> journal.impossible(call, reason));
    if (!ended.isEmpty()) {
      LOG.info("{} recordings are not possible: {}", ended.size(), reason);
    }
  }

  private static List<UUID> calls(JdbcClient.StatementSpec question) {
    return question.query(String.class).list().stream().map(UUID::fromString).toList();
  }
}
