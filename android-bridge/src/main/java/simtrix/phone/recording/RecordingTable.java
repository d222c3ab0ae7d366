package simtrix.phone.recording;

import android.content.ContentValues;
import android.database.Cursor;
import android.database.DatabaseUtils;
import android.database.sqlite.SQLiteDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import simtrix.phone.device.PhoneDatabase;

/** The recordings that are expected, on disk. */
final class RecordingTable {

  private final PhoneDatabase database;

  RecordingTable(PhoneDatabase database) {
    this.database = database;
  }

  void keep(String company, Expected expected) {
    ContentValues row = new ContentValues();
    row.put("call_id", expected.call().toString());
    row.put("company", company);
    row.put("number", expected.number().orElse(null));
    row.put("answered_at", expected.answeredAt().toEpochMilli());
    row.put("ended_at", expected.endedAt().toEpochMilli());
    row.put("failures", 0);
    database
        .getWritableDatabase()
        .insertWithOnConflict("recording", null, row, SQLiteDatabase.CONFLICT_IGNORE);
  }

  /** Those of a company whose call's event has been accepted. */
  List<Expected> ready(String company) {
    List<Expected> expected = new ArrayList<>();
    String sql =
        "SELECT call_id, number, answered_at, ended_at, uri, type FROM recording"
            + " WHERE company = ? AND call_id NOT IN (SELECT call_id FROM event)"
            + " ORDER BY failures, ended_at";
    try (Cursor row = database.getReadableDatabase().rawQuery(sql, new String[] {company})) {
      while (row.moveToNext()) {
        expected.add(
            new Expected(
                UUID.fromString(row.getString(0)),
                Optional.ofNullable(row.getString(1)),
                Instant.ofEpochMilli(row.getLong(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5))));
      }
    }
    return expected;
  }

  void found(UUID call, RecordingFile file) {
    ContentValues row = new ContentValues();
    row.put("uri", file.uri());
    row.put("type", file.type());
    update(call, row);
  }

  void failed(UUID call) {
    database
        .getWritableDatabase()
        .execSQL(
            "UPDATE recording SET failures = failures + 1 WHERE call_id = ?",
            new Object[] {call.toString()});
  }

  void delete(UUID call) {
    String[] id = {call.toString()};
    database.getWritableDatabase().delete("recording", "call_id = ?", id);
  }

  Set<String> takenFiles() {
    Set<String> uris = new HashSet<>();
    String sql = "SELECT uri FROM recording WHERE uri IS NOT NULL";
    try (Cursor row = database.getReadableDatabase().rawQuery(sql, null)) {
      while (row.moveToNext()) {
        uris.add(row.getString(0));
      }
    }
    return uris;
  }

  int found() {
    SQLiteDatabase db = database.getReadableDatabase();
    return (int) DatabaseUtils.queryNumEntries(db, "recording", "uri IS NOT NULL");
  }

  /** When the youngest call ended whose recording has not been found. */
  Optional<Instant> youngestMissing() {
    String sql = "SELECT max(ended_at) FROM recording WHERE uri IS NULL";
    try (Cursor row = database.getReadableDatabase().rawQuery(sql, null)) {
      return row.moveToFirst() && !row.isNull(0)
          ? Optional.of(Instant.ofEpochMilli(row.getLong(0)))
          : Optional.empty();
    }
  }

  private void update(UUID call, ContentValues row) {
    String[] id = {call.toString()};
    database.getWritableDatabase().update("recording", row, "call_id = ?", id);
  }
}
