package simtrix.phone.device;

import android.content.Context;
import android.database.sqlite.SQLiteDatabase;
import android.database.sqlite.SQLiteOpenHelper;
import java.util.function.Supplier;

/**
 * The one database of the app. A commit is on the disk before it returns, so that neither a killed
 * process nor an empty battery loses what was written.
 */
public final class PhoneDatabase extends SQLiteOpenHelper {

  public static final String NAME = "simtrix.db";
  private static final int VERSION = 2;

  private static final String NEXT_EVENT =
      "CREATE INDEX event_next ON event (company, failures, seq)";

  private static final String[] TABLES = {
    """
    CREATE TABLE call (
      id TEXT PRIMARY KEY, number TEXT, presentation TEXT NOT NULL, slot INTEGER,
      rang_at INTEGER NOT NULL, contested INTEGER NOT NULL, picked_up_at INTEGER, over_at INTEGER,
      outcome TEXT, answered_at INTEGER, ended_at INTEGER, from_log INTEGER NOT NULL,
      boot INTEGER NOT NULL, log_key TEXT, card BLOB, crm_status TEXT, crm_url TEXT)
    """,
    "CREATE INDEX call_rang_at ON call (rang_at)",
    "CREATE UNIQUE INDEX call_log_key ON call (log_key)",
    """
    CREATE TABLE event (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, call_id TEXT NOT NULL UNIQUE, company TEXT NOT NULL,
      version INTEGER NOT NULL, failures INTEGER NOT NULL, rang_at INTEGER NOT NULL, number TEXT,
      body TEXT NOT NULL)
    """,
    NEXT_EVENT,
    """
    CREATE TABLE recording (
      call_id TEXT PRIMARY KEY, company TEXT NOT NULL, number TEXT, answered_at INTEGER NOT NULL,
      ended_at INTEGER NOT NULL, uri TEXT, type TEXT, failures INTEGER NOT NULL)
    """,
    """
    CREATE TABLE refusal (
      id INTEGER PRIMARY KEY AUTOINCREMENT, call_id TEXT NOT NULL, number TEXT,
      rang_at INTEGER NOT NULL, refused_at INTEGER NOT NULL, status INTEGER NOT NULL,
      sentence TEXT NOT NULL, body TEXT NOT NULL)
    """,
    "CREATE TABLE card (number TEXT PRIMARY KEY, sealed BLOB NOT NULL, kept_at INTEGER NOT NULL)",
    "CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
  };

  public PhoneDatabase(Context context) {
    super(context, NAME, null, VERSION);
    setWriteAheadLoggingEnabled(false);
  }

  /**
   * One connection with a rollback journal: with write-ahead logging Android keeps several, and a
   * pragma reaches only one of them.
   */
  @Override
  public void onConfigure(SQLiteDatabase database) {
    database.execSQL("PRAGMA synchronous = FULL");
  }

  @Override
  public void onCreate(SQLiteDatabase database) {
    for (String table : TABLES) {
      database.execSQL(table);
    }
  }

  /** Every later version brings its own step; nothing is ever dropped, the outbox least of all. */
  @Override
  public void onUpgrade(SQLiteDatabase database, int from, int to) {
    if (from < 2) {
      database.execSQL(NEXT_EVENT);
    }
  }

  /** All of it, or nothing. */
  public <T> T inOne(Supplier<T> work) {
    SQLiteDatabase database = getWritableDatabase();
    database.beginTransaction();
    try {
      T result = work.get();
      database.setTransactionSuccessful();
      return result;
    } finally {
      database.endTransaction();
    }
  }

  public void inOne(Runnable work) {
    inOne(
        () -> {
          work.run();
          return null;
        });
  }
}
