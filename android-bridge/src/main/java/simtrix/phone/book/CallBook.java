package simtrix.phone.book;

import android.content.ContentValues;
import android.database.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import simtrix.phone.call.Board;
import simtrix.phone.call.Call;
import simtrix.phone.call.Line;
import simtrix.phone.device.Notes;
import simtrix.phone.device.PhoneClock;
import simtrix.phone.device.PhoneDatabase;

/** Calls and the state of the line, kept so that a killed process goes on where it was. */
public final class CallBook {

  /** Calls that are over this long cannot be meant by a telling of Android any more. */
  private static final Duration ON_BOARD = Duration.ofMinutes(1);

  private static final String LINE = "line";
  private static final String BOOT = "line-boot";
  private static final String ANNOUNCED = "announced";

  private final PhoneDatabase database;
  private final Notes notes;
  private final PhoneClock clock;

  public CallBook(PhoneDatabase database, Notes notes, PhoneClock clock) {
    this.database = database;
    this.notes = notes;
    this.clock = clock;
  }

  /** What the state machine goes on from. A phone that was restarted has no call going on. */
  public Board board() {
    if (notes.number(BOOT).orElse(-1L) != clock.boot()) {
      database.inOne(this::closeAfterRestart);
    }
    String since = Long.toString(clock.now().minus(ON_BOARD).toEpochMilli());
    return new Board(
        notes.text(LINE).map(Line::valueOf).orElse(Line.IDLE),
        read("outcome IS NULL OR rang_at > ? ORDER BY rang_at", since),
        announced());
  }

  /** Keeps the next board in one transaction with whatever encloses it. */
  public void keep(Board board, List<Call> changed) {
    notes.keep(LINE, board.line().name());
    if (board.announced().isPresent()) {
      Board.Announced announced = board.announced().get();
      notes.keep(ANNOUNCED, announced.at().toEpochMilli() + " " + announced.number());
    } else {
      notes.forget(ANNOUNCED);
    }
    changed.forEach(this::keep);
  }

  /** Adds a call, or changes what is known of it. */
  public void keep(Call call) {
    ContentValues row = CallRows.values(call);
    String id = call.id().toString();
    if (database.getWritableDatabase().update("call", row, "id = ?", new String[] {id}) == 0) {
      row.put("id", id);
      row.put("boot", clock.boot());
      database.getWritableDatabase().insertOrThrow("call", null, row);
    }
  }

  /** Keeps a call that was judged by a row of the log, and that the row is spent. */
  public void keep(Call call, String logKey) {
    keep(call);
    set(call.id(), "log_key", logKey);
  }

  public Optional<Call> call(UUID id) {
    return read("id = ?", id.toString()).stream().findFirst();
  }

  /** Those that wait for nothing but their verdict. */
  public List<Call> waiting() {
    return read("outcome IS NULL ORDER BY rang_at").stream()
        .filter(Call::waitsForVerdict)
        .collect(Collectors.toList());
  }

  /** Calls that no row of the log was found for yet. */
  public List<Call> withoutRow(Instant since) {
    return read("log_key IS NULL AND rang_at >= ?", Long.toString(since.toEpochMilli()));
  }

  /** Calls that have their row. */
  public List<Call> withRow(Instant since) {
    return read("log_key IS NOT NULL AND rang_at >= ?", Long.toString(since.toEpochMilli()));
  }

  /** The rows of the log that are spent. */
  public Set<String> spentRows(Instant since) {
    Set<String> keys = new HashSet<>();
    String sql = "SELECT log_key FROM call WHERE log_key IS NOT NULL AND rang_at >= ?";
    String[] from = {Long.toString(since.toEpochMilli())};
    try (Cursor rows = database.getReadableDatabase().rawQuery(sql, from)) {
      while (rows.moveToNext()) {
        keys.add(rows.getString(0));
      }
    }
    return keys;
  }

  /** The caller's card, sealed. */
  public void keepCard(UUID call, byte[] sealed) {
    ContentValues row = new ContentValues();
    row.put("card", sealed);
    update(call, row);
  }

  /** Where the call stands on the server, in its words. */
  public void keepStatus(UUID call, String status, Optional<String> url) {
    ContentValues row = new ContentValues();
    row.put("crm_status", status);
    url.ifPresent(known -> row.put("crm_url", known));
    update(call, row);
  }

  /** Newest first. */
  public List<BookedCall> since(Instant since) {
    List<BookedCall> calls = new ArrayList<>();
    String sql = "SELECT * FROM call WHERE rang_at >= ? ORDER BY rang_at DESC";
    String[] from = {Long.toString(since.toEpochMilli())};
    try (Cursor rows = database.getReadableDatabase().rawQuery(sql, from)) {
      while (rows.moveToNext()) {
        calls.add(CallRows.booked(rows));
      }
    }
    return calls;
  }

  /** Forgets calls that are judged and that nothing waits for. */
  public void forget(Instant before) {
    database
        .getWritableDatabase()
        .delete(
            "call",
            "outcome IS NOT NULL AND rang_at < ?"
                + " AND id NOT IN (SELECT call_id FROM event)"
                + " AND id NOT IN (SELECT call_id FROM recording)",
            new String[] {Long.toString(before.toEpochMilli())});
  }

  private void closeAfterRestart() {
    for (Call call : read("over_at IS NULL")) {
      keep(call.over(call.pickedUpAt().orElse(call.rangAt())));
    }
    notes.keep(LINE, Line.IDLE.name());
    notes.forget(ANNOUNCED);
    notes.keep(BOOT, clock.boot());
  }

  private Optional<Board.Announced> announced() {
    return notes
        .text(ANNOUNCED)
        .map(text -> text.split(" ", 2))
        .map(p -> new Board.Announced(p[1], Instant.ofEpochMilli(Long.parseLong(p[0]))));
  }

  private void set(UUID call, String column, String value) {
    ContentValues row = new ContentValues();
    row.put(column, value);
    update(call, row);
  }

  private void update(UUID call, ContentValues row) {
    String[] id = {call.toString()};
    database.getWritableDatabase().update("call", row, "id = ?", id);
  }

  private List<Call> read(String where, String... arguments) {
    List<Call> calls = new ArrayList<>();
    String sql = "SELECT * FROM call WHERE " + where;
    try (Cursor rows = database.getReadableDatabase().rawQuery(sql, arguments)) {
      while (rows.moveToNext()) {
        calls.add(CallRows.call(rows));
      }
    }
    return calls;
  }
}
