package simtrix.phone.testing;

import android.content.ContentProvider;
import android.content.ContentValues;
import android.database.Cursor;
import android.database.sqlite.SQLiteDatabase;
import android.net.Uri;
import android.provider.CallLog;
import android.provider.CallLog.Calls;
import java.time.Instant;
import org.robolectric.Robolectric;
import org.robolectric.RuntimeEnvironment;

/** Plays the provider of the phone's call log, with a table of its own. */
public final class FakeCallLog extends ContentProvider {

  private SQLiteDatabase rows;
  private volatile RuntimeException broken;

  /** Installs an empty one. */
  public static FakeCallLog install() {
    return Robolectric.buildContentProvider(FakeCallLog.class).create(CallLog.AUTHORITY).get();
  }

  /** Writes what a phone writes when a call is over, and tells whoever watches. */
  public void add(int type, Instant at, int seconds, String number, int presentation, String sim) {
    ContentValues row = new ContentValues();
    row.put(Calls.TYPE, type);
    row.put(Calls.DATE, at.toEpochMilli());
    row.put(Calls.DURATION, seconds);
    row.put(Calls.NUMBER, number);
    row.put(Calls.NUMBER_PRESENTATION, presentation);
    row.put(Calls.PHONE_ACCOUNT_ID, sim);
    rows.insertOrThrow("calls", null, row);
    RuntimeEnvironment.getApplication().getContentResolver().notifyChange(Calls.CONTENT_URI, null);
  }

  public void add(int type, Instant at, int seconds, String number) {
    add(type, at, seconds, number, Calls.PRESENTATION_ALLOWED, null);
  }

  /** Every look into the log ends with this. */
  public void breaksWith(RuntimeException exception) {
    broken = exception;
  }

  /** As when the user clears the log: its ids begin anew. */
  public void wipe() {
    rows.execSQL("DELETE FROM calls");
    rows.execSQL("DELETE FROM sqlite_sequence");
  }

  @Override
  public boolean onCreate() {
    rows = SQLiteDatabase.create(null);
    rows.execSQL(
        "CREATE TABLE calls (_id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER, date INTEGER,"
            + " duration INTEGER, number TEXT, presentation INTEGER, subscription_id TEXT)");
    return true;
  }

  @Override
  public Cursor query(Uri uri, String[] columns, String where, String[] values, String order) {
    if (broken != null) {
      throw broken;
    }
    return rows.query("calls", columns, where, values, null, null, order);
  }

  @Override
  public String getType(Uri uri) {
    return Calls.CONTENT_TYPE;
  }

  @Override
  public Uri insert(Uri uri, ContentValues values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int delete(Uri uri, String where, String[] values) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int update(Uri uri, ContentValues values, String where, String[] arguments) {
    throw new UnsupportedOperationException();
  }
}
