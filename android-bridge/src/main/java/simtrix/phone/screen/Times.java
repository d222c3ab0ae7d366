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
import simtrix.phone.device.PhoneClock;

/** Points in time as this phone's user reads them. */
final class Times {

  private final Context context;
  private final PhoneClock clock;

  Times(Context context, PhoneClock clock) {
    this.context = context;
    this.clock = clock;
  }

  /** The day and the time of day; for today the time alone. */
  String at(Instant instant) {
    LocalDate day = day(instant);
    return day.equals(today())
        ? time(instant)
        : date(day, FormatStyle.MEDIUM) + ", " + time(instant);
  }

  String time(Instant instant) {
    DateTimeFormatter format =
        DateFormat.is24HourFormat(context)
            ? DateTimeFormatter.ofPattern("HH:mm", locale())
            : DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale());
    return format.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** "Today", "Yesterday" or the weekday and the date. */
  String name(LocalDate day) {
    if (day.equals(today())) {
      return context.getString(R.string.today);
    }
    return day.equals(today().minusDays(1))
        ? context.getString(R.string.yesterday)
        : date(day, FormatStyle.FULL);
  }

  LocalDate day(Instant instant) {
    return instant.atZone(ZoneId.systemDefault()).toLocalDate();
  }

  /** Minutes and seconds, with hours where there are any. */
  String length(Duration talk) {
    return DateUtils.formatElapsedTime(talk.getSeconds());
  }

  private LocalDate today() {
    return day(clock.now());
  }

  private String date(LocalDate day, FormatStyle style) {
    return DateTimeFormatter.ofLocalizedDate(style).withLocale(locale()).format(day);
  }

  private Locale locale() {
    return context.getResources().getConfiguration().getLocales().get(0);
  }
}
