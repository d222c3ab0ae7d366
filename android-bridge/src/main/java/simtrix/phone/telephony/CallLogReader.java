package simtrix.phone.telephony;

import android.Manifest;
import android.content.Context;
import android.database.Cursor;
import android.provider.CallLog.Calls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import simtrix.phone.call.LogRow;
import simtrix.phone.call.Presentation;
import simtrix.phone.device.Permissions;
import simtrix.phone.device.Sims;

/** Reads the phone's call log. Some makers' logs lack columns or throw; that is no log then. */
public final class CallLogReader {

  private static final String[] COLUMNS = {
    Calls._ID,
    Calls.TYPE,
    Calls.DATE,
    Calls.DURATION,
    Calls.NUMBER,
    Calls.NUMBER_PRESENTATION,
    Calls.PHONE_ACCOUNT_ID
  };

  private final Context context;
  private final Sims sims;

  public CallLogReader(Context context, Sims sims) {
    this.context = context;
    this.sims = sims;
  }

  /** Whether the user lets this app read the log now. */
  public boolean allowed() {
    return Permissions.granted(context, Manifest.permission.READ_CALL_LOG);
  }

  /**
   * Rows about incoming calls, oldest first; empty when the log cannot be read.
   *
   * @param since calls that came before are left out
   */
  public Optional<List<LogRow>> incoming(Instant since) {
    if (!allowed()) {
      return Optional.empty();
    }
    String where = Calls.DATE + " >= ? AND " + Calls.TYPE + " <> " + Calls.OUTGOING_TYPE;
    String[] from = {Long.toString(since.toEpochMilli())};
    try (Cursor row =
        context
            .getContentResolver()
            .query(Calls.CONTENT_URI, COLUMNS, where, from, Calls.DATE + " ASC")) {
      if (row == null) {
        return Optional.empty();
      }
      List<LogRow> rows = new ArrayList<>();
      while (row.moveToNext()) {
        type(row.getInt(1)).ifPresent(type -> rows.add(row(row, type)));
      }
      return Optional.of(rows);
    } catch (RuntimeException unreadable) {
      // A provider's exceptions come over as they are: missing columns, a maker's own mistakes.
      return Optional.empty();
    }
  }

  private LogRow row(Cursor row, LogRow.Type type) {
    Presentation presentation = presentation(row.getInt(5));
    Optional<String> number =
        Optional.ofNullable(row.getString(4)).map(String::trim).filter(n -> isNumber(n));
    if (presentation != Presentation.ALLOWED) {
      number = Optional.empty();
    }
    return new LogRow(
        row.getLong(0),
        type,
        Instant.ofEpochMilli(row.getLong(2)),
        Duration.ofSeconds(Math.max(0, row.getLong(3))),
        number,
        number.isPresent() || presentation != Presentation.ALLOWED
            ? presentation
            : Presentation.UNKNOWN,
        Optional.ofNullable(row.getString(6)).flatMap(sims::slotOfAccount));
  }

  /** Older logs write -1, -2 and -3 where a number is unknown, withheld or of a payphone. */
  static boolean isNumber(String text) {
    return !text.isEmpty() && !text.startsWith("-");
  }

  private static Optional<LogRow.Type> type(int type) {
    return switch (type) {
      case Calls.INCOMING_TYPE -> Optional.of(LogRow.Type.ANSWERED);
      case Calls.MISSED_TYPE -> Optional.of(LogRow.Type.MISSED);
      case Calls.VOICEMAIL_TYPE -> Optional.of(LogRow.Type.VOICEMAIL);
      case Calls.REJECTED_TYPE -> Optional.of(LogRow.Type.REJECTED);
      case Calls.BLOCKED_TYPE -> Optional.of(LogRow.Type.BLOCKED);
      case Calls.ANSWERED_EXTERNALLY_TYPE -> Optional.of(LogRow.Type.ANSWERED_ELSEWHERE);
      default -> Optional.empty();
    };
  }

  private static Presentation presentation(int presentation) {
    return switch (presentation) {
      case Calls.PRESENTATION_RESTRICTED -> Presentation.RESTRICTED;
      case Calls.PRESENTATION_PAYPHONE -> Presentation.PAYPHONE;
      case Calls.PRESENTATION_ALLOWED, 0 -> Presentation.ALLOWED;
      default -> Presentation.UNKNOWN;
    };
  }
}
