package simtrix.phone.screen;

import android.content.Context;
import android.text.format.DateUtils;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import simtrix.phone.R;

/** Points in time as this phone's user reads them. */
final class Times {

  private Times() {}

  /** The day and the time of day; for today the time alone. */
  static String at(Context context, Instant instant) {
    boolean today = day(instant).equals(LocalDate.now());
    int flags = DateUtils.FORMAT_SHOW_TIME | (today ? 0 : DateUtils.FORMAT_SHOW_DATE);
    return DateUtils.formatDateTime(
        context, instant.toEpochMilli(), flags | DateUtils.FORMAT_ABBREV_MONTH);
  }

  static String time(Context context, Instant instant) {
    return DateUtils.formatDateTime(context, instant.toEpochMilli(), DateUtils.FORMAT_SHOW_TIME);
  }

  /** "Today", "Yesterday" or the weekday and the date. */
  static String day(Context context, Instant instant) {
    LocalDate day = day(instant);
    if (day.equals(LocalDate.now())) {
      return context.getString(R.string.today);
    }
    if (day.equals(LocalDate.now().minusDays(1))) {
      return context.getString(R.string.yesterday);
    }
    int flags =
        DateUtils.FORMAT_SHOW_DATE | DateUtils.FORMAT_SHOW_WEEKDAY | DateUtils.FORMAT_NO_YEAR;
    return DateUtils.formatDateTime(context, instant.toEpochMilli(), flags);
  }

  static LocalDate day(Instant instant) {
    return instant.atZone(ZoneId.systemDefault()).toLocalDate();
  }

  /** Minutes and seconds, with hours where there are any. */
  static String length(Duration talk) {
    return DateUtils.formatElapsedTime(talk.toSeconds());
  }
}
