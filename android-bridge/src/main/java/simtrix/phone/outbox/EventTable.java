package simtrix.phone.outbox;

import android.content.ContentValues;
import android.database.Cursor;
import android.database.DatabaseUtils;
import android.database.sqlite.SQLiteDatabase;
import android.database.sqlite.SQLiteStatement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import simtrix.phone.device.PhoneDatabase;

/**
 * The outbox on disk: one row a call. A body holds all that the phone knows, so a later one takes
 * the place of an earlier one that was not sent, and what is sent of a call is in order.
 */
final class EventTable {

  /** One row, however many wait. */
  static final String NEXT =
      "SELECT call_id, version, rang_at, number, body FROM event WHERE company = ?"
          + " ORDER BY failures, seq LIMIT 1";

  private final PhoneDatabase database;

  EventTable(PhoneDatabase database) {
    this.database = database;
  }

  /** All of it, or nothing. */
  void inOne(Runnable work) {
    database.inOne(work);
  }

  void keep(String company, UUID call, Instant rangAt, Optional<String> number, String body) {
    SQLiteDatabase db = database.getWritableDatabase();
    ContentValues row = new ContentValues();
    row.put("company", company);
    row.put("rang_at", rangAt.toEpochMilli());
    row.put("number", number.orElse(null));
    row.put("body", body);
    database.inOne(
        () -> {
          row.put("version", version(call) + 1);
          row.put("failures", 0);
          if (db.update("event", row, "call_id = ?", new String[] {call.toString()}) == 0) {
            row.put("call_id", call.toString());
            db.insertOrThrow("event", null, row);
          }
        });
  }

  /** The next of this company: the oldest, but those that a server failed at come after others. */
  Optional<Event> next(String company) {
    try (Cursor row = database.getReadableDatabase().rawQuery(NEXT, new String[] {company})) {
      return row.moveToFirst() ? Optional.of(event(row)) : Optional.empty();
    }
  }

  /** The server has it; a later body of the same call stays. */
  void sent(Event event) {
    database.getWritableDatabase().delete("event", "call_id = ? AND version = ?", key(event));
  }

  /** The server broke at it. */
  void failed(Event event) {
    try (SQLiteStatement sql =
        database
            .getWritableDatabase()
            .compileStatement(
                "UPDATE event SET failures = failures + 1 WHERE call_id = ? AND version = ?")) {
      sql.bindAllArgsAsStrings(key(event));
      sql.executeUpdateDelete();
    }
  }

  void refuse(Event event, Instant at, int status, String sentence) {
    ContentValues row = new ContentValues();
    row.put("call_id", event.call().toString());
    row.put("number", event.number().orElse(null));
    row.put("rang_at", event.rangAt().toEpochMilli());
    row.put("refused_at", at.toEpochMilli());
    row.put("status", status);
    row.put("sentence", sentence);
    row.put("body", event.body());
    database.inOne(
        () -> {
          database.getWritableDatabase().insertOrThrow("refusal", null, row);
          sent(event);
        });
  }

  List<Refusal> refusals() {
    List<Refusal> refusals = new ArrayList<>();
    String sql =
        "SELECT id, call_id, number, rang_at, refused_at, status, sentence FROM refusal"
            + " ORDER BY id DESC";
    try (Cursor row = database.getReadableDatabase().rawQuery(sql, null)) {
      while (row.moveToNext()) {
        refusals.add(
            new Refusal(
                row.getLong(0),
                UUID.fromString(row.getString(1)),
                Optional.ofNullable(row.getString(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getInt(5),
                row.getString(6)));
      }
    }
    return refusals;
  }

  void dismiss(long refusal) {
    database
        .getWritableDatabase()
        .delete("refusal", "id = ?", new String[] {Long.toString(refusal)});
  }

  /** What waits for a company is from now on known under another name of the same company. */
  void rename(String before, String company) {
    ContentValues name = new ContentValues();
    name.put("company", company);
    database.getWritableDatabase().update("event", name, "company = ?", new String[] {before});
    database.getWritableDatabase().update("recording", name, "company = ?", new String[] {before});
  }

  int count() {
    SQLiteDatabase db = database.getReadableDatabase();
    return (int) DatabaseUtils.queryNumEntries(db, "event");
  }

  Optional<Instant> oldest() {
    String sql = "SELECT min(rang_at) FROM event";
    try (Cursor row = database.getReadableDatabase().rawQuery(sql, null)) {
      return row.moveToFirst() && !row.isNull(0)
          ? Optional.of(Instant.ofEpochMilli(row.getLong(0)))
          : Optional.empty();
    }
  }

  boolean holds(UUID call) {
    return version(call) > 0;
  }

  Set<UUID> calls() {
    return ids("SELECT call_id FROM event");
  }

  Set<UUID> refusedCalls() {
    return ids("SELECT call_id FROM refusal");
  }

  private long version(UUID call) {
    String sql = "SELECT version FROM event WHERE call_id = ?";
    String[] id = {call.toString()};
    try (Cursor row = database.getReadableDatabase().rawQuery(sql, id)) {
      return row.moveToFirst() ? row.getLong(0) : 0;
    }
  }

  private Set<UUID> ids(String sql) {
    Set<UUID> ids = new HashSet<>();
    try (Cursor row = database.getReadableDatabase().rawQuery(sql, null)) {
      while (row.moveToNext()) {
        ids.add(UUID.fromString(row.getString(0)));
      }
    }
    return ids;
  }

  private static Event event(Cursor row) {
    return new Event(
        UUID.fromString(row.getString(0)),
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        Optional.ofNullable(row.getString(3)),
        row.getString(4));
  }

  private static String[] key(Event event) {
    return new String[] {event.call().toString(), Long.toString(event.version())};
  }
}
