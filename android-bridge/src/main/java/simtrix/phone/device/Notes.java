package simtrix.phone.device;

import android.content.ContentValues;
import android.database.Cursor;
import android.database.sqlite.SQLiteDatabase;
import java.util.Optional;
import java.util.UUID;

/** Single values that have to be as durable as the calls, and change together with them. */
public final class Notes {

  private static final String PHONE = "phone";

  private final PhoneDatabase database;

  public Notes(PhoneDatabase database) {
    this.database = database;
  }

  public Optional<String> text(String name) {
    String sql = "SELECT value FROM note WHERE name = ?";
    try (Cursor row = database.getReadableDatabase().rawQuery(sql, new String[] {name})) {
      return row.moveToFirst() ? Optional.of(row.getString(0)) : Optional.empty();
    }
  }

  public Optional<Long> number(String name) {
    return text(name).map(Long::valueOf);
  }

  public void keep(String name, String value) {
    ContentValues note = new ContentValues();
    note.put("name", name);
    note.put("value", value);
    database
        .getWritableDatabase()
        .insertWithOnConflict("note", null, note, SQLiteDatabase.CONFLICT_REPLACE);
  }

  public void keep(String name, long value) {
    keep(name, Long.toString(value));
  }

  public void forget(String name) {
    database.getWritableDatabase().delete("note", "name = ?", new String[] {name});
  }

  /** What tells this installation from every other: random, made once. */
  public String phone() {
    return database.inOne(
        () ->
            text(PHONE)
                .orElseGet(
                    () -> {
                      String made = UUID.randomUUID().toString();
                      keep(PHONE, made);
                      return made;
                    }));
  }
}
