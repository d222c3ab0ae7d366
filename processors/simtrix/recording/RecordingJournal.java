package simtrix.recording;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import simtrix.call.Call;
import simtrix.call.WriteKind;
import simtrix.deadletter.DeadLetter;
import simtrix.deadletter.DeadLetters;

/**
 * What is known of recordings, one row for each call that has or expects one: its life from the
 * announcement to the portal. Each method is one short transaction that holds the lock of its row.
 * Files that a change makes superfluous are deleted once it is committed.
 */
@Component
@Transactional
public class RecordingJournal {

  /** What became of a file that has arrived. */
  enum Taken {
    KEPT,
    /** The same file was there already, or the portal has one. */
    NOT_NEEDED
  }

  private final JdbcClient jdbc;
  private final RecordingRows rows;
  private final RecordingFiles files;
  private final DeadLetters letters;
  private final Clock clock;

  RecordingJournal(
      JdbcClient jdbc, RecordingRows rows, RecordingFiles files, DeadLetters letters, Clock clock) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.files = files;
    this.letters = letters;
    this.clock = clock;
  }

  /** The recording of a call; empty where the phone has not spoken of one. */
  @Transactional(readOnly = true)
  public Optional<Recording> find(UUID call) {
    return rows.find(call);
  }

  /** Bytes of all files that count. */
  @Transactional(readOnly = true)
  public long bytesKept() {
    return jdbc.sql("select coalesce(sum(bytes), 0) from recording where file is not null")
        .query(Long.class)
        .single();
  }

  /** The phone says that one will come. */
  void expected(UUID call, long portal, String deviceId) {
    jdbc.sql(
            """
            insert into recording (call_id, portal_id, device_id, state, expected_at, updated_at)
            values (:call, :portal, :device, 'EXPECTED', :now, :now)
            on duplicate key update expected_at = :now""")
        .param("call", call.toString())
        .param("portal", portal)
        .param("device", deviceId)
        .param("now", now())
        .update();
  }

  /** The phone says that none will come after all. */
  void notExpected(UUID call) {
    jdbc.sql("delete from recording where call_id = :call and state = 'EXPECTED'")
        .param("call", call.toString())
        .update();
  }

  /**
   * A whole file has come. It takes the place of one that is not attached yet; what the portal has
   * already, and what is the same, needs nothing.
   *
   * @param file name of the file
   */
  Taken received(Call call, Arrived arrived, String file) {
    expectedIfNew(call);
    Recording before = rows.locked(call.id()).orElseThrow();
    if (before.state() == RecordingState.ATTACHED || isSame(before, arrived)) {
      return Taken.NOT_NEEDED;
    }
    before.file().ifPresent(files::deleteAfterCommit);
    jdbc.sql(
            """
            update recording set state = 'RECEIVED', reason = null, delivery = 'WAITING', format = :format,
              bytes = :bytes, sha256 = :sha, file = :file, received_at = :now, updated_at = :now,
              ticket = ticket + 1, attempts = 0, next_attempt_at = null, queued_at = null, sent_at = null
            where call_id = :call""")
        .param("format", arrived.format().name())
        .param("bytes", arrived.bytes())
        .param("sha", arrived.sha256())
        .param("file", file)
        .param("now", now())
        .param("call", call.id().toString())
        .update();
    letters.move(WriteKind.RECORDING, call.id(), DeadLetter.State.RESOLVED);
    return Taken.KEPT;
  }

  /** The row of a recording of which nobody knew; an announcement it is not. */
  private void expectedIfNew(Call call) {
    jdbc.sql(
            """
            insert into recording (call_id, portal_id, device_id, state, updated_at)
            values (:call, :portal, :device, 'EXPECTED', :now) on duplicate key update call_id = call_id""")
        .param("call", call.id().toString())
        .param("portal", call.portal())
        .param("device", call.deviceId())
        .param("now", now())
        .update();
  }

  private boolean isSame(Recording before, Arrived arrived) {
    boolean counts =
        before.state() == RecordingState.RECEIVED
            || before.reason().filter(Reason.BROKEN_AUDIO::equals).isPresent();
    return counts
        && jdbc.sql("select sha256 from recording where call_id = :call")
            .param("call", before.callId().toString())
            .query((row, number) -> row.getBytes("sha256"))
            .optional()
            .filter(kept -> Arrays.equals(kept, arrived.sha256()))
            .isPresent();
  }

  /**
   * A file was turned into MP3 and is another one now; unless a newer upload has come meanwhile.
   */
  Optional<Recording> converted(Recording recording, String file, long bytes) {
    int changed =
        jdbc.sql(
                "update recording set file = :file, bytes = :bytes, format = 'MP3', updated_at = :now"
                    + " where call_id = :call and ticket = :ticket and state = 'RECEIVED'")
            .param("file", file)
            .param("bytes", bytes)
            .param("now", now())
            .param("call", recording.callId().toString())
            .param("ticket", recording.ticket())
            .update();
    if (changed == 0) {
      files.deleteAfterCommit(file);
      return Optional.empty();
    }
    recording.file().ifPresent(files::deleteAfterCommit);
    return rows.find(recording.callId());
  }

  /**
   * The portal has it. A newer upload that came while this one was on its way goes there as well.
   *
   * @param portalFile the portal's id of the file
   */
  void attached(Recording recording, Optional<Long> portalFile) {
    Recording now = rows.locked(recording.callId()).orElse(recording);
    if (now.ticket() != recording.ticket()) {
      return;
    }
    now.file().ifPresent(files::deleteAfterCommit);
    jdbc.sql(
            """
            update recording set state = 'ATTACHED', delivery = null, file = null, attached_at = :now,
              updated_at = :now, next_attempt_at = null, left_at = null, portal_file = :file
            where call_id = :call""")
        .param("now", now())
        .param("file", portalFile.orElse(null))
        .param("call", recording.callId().toString())
        .update();
    letters.move(WriteKind.RECORDING, recording.callId(), DeadLetter.State.RESOLVED);
  }

  /** It will not get there, and nothing of it is kept; nothing happens once it is attached. */
  public void impossible(UUID call, Reason reason) {
    Optional<Recording> row =
        rows.locked(call).filter(before -> before.state() != RecordingState.ATTACHED);
    row.flatMap(Recording::file).ifPresent(files::deleteAfterCommit);
    row.ifPresent(
        before -> {
          jdbc.sql(
                  """
                  update recording set state = 'NOT_POSSIBLE', reason = :reason, delivery = null, file = null,
                    updated_at = :now, next_attempt_at = null, left_at = null where call_id = :call""")
              .param("reason", reason.name())
              .param("now", now())
              .param("call", call.toString())
              .update();
          letters.move(WriteKind.RECORDING, call, DeadLetter.State.RESOLVED);
        });
  }

  /** The same for one of which nothing but the upload was known. */
  void refused(Call call, Reason reason) {
    expectedIfNew(call);
    impossible(call.id(), reason);
  }

  /** Nothing of these calls is kept any more. */
  void forget(List<UUID> calls) {
    for (UUID call : calls) {
      rows.locked(call).flatMap(Recording::file).ifPresent(files::deleteAfterCommit);
      jdbc.sql("delete from recording where call_id = :call")
          .param("call", call.toString())
          .update();
    }
  }

  private LocalDateTime now() {
    return RecordingRows.utc(clock.instant());
  }
}
