package simtrix.phone.screen;

import android.content.Context;
import android.text.format.DateFormat;
import android.text.format.DateUtils;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import simtrix.phone.R;

/** Points in time as this phone's user reads them. */
final class Times {

  private Times() {}

  /** The day and the time of day; for today the time alone. */
  static String at(Context context, Instant instant) {
    String time = time(context, instant);
    return day(instant).equals(LocalDate.now(ZoneId.systemDefault()))
        ? time
        : date(context, instant, FormatStyle.MEDIUM) + ", " + time;
  }

  static String time(Context context, Instant instant) {
    DateTimeFormatter format =
        DateFormat.is24HourFormat(context)
            ? DateTimeFormatter.ofPattern("HH:mm", locale(context))
            : DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale(context));
    return format.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** "Today", "Yesterday" or the weekday and the date. */
  static String day(Context context, Instant instant) {
    LocalDate day = day(instant);
    if (day.equals(LocalDate.now(ZoneId.systemDefault()))) {
      return context.getString(R.string.today);
    }
    return day.equals(LocalDate.now(ZoneId.systemDefault()).minusDays(1))
        ? context.getString(R.string.yesterday)
        : date(context, instant, FormatStyle.FULL);
  }

  static LocalDate day(Instant instant) {
    return instant.atZone(ZoneId.systemDefault()).toLocalDate();
  }

  /** Minutes and seconds, with hours where there are any. */
  static String length(Duration talk) {
    return DateUtils.formatElapsedTime(talk.getSeconds());
  }

  private static String date(Context context, Instant instant, FormatStyle style) {
    return DateTimeFormatter.ofLocalizedDate(style)
        .withLocale(locale(context))
        .format(day(instant));
  }

  private static Locale locale(Context context) {
    return context.getResources().getConfiguration().getLocales().get(0);
  }
}
