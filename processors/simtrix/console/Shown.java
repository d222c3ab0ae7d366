package simtrix.console;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import simtrix.text.Sentence;

/**
 * Numbers, times and words as one reader reads them: in the reader's language, region and zone.
 * Templates know it as {@code shown}.
 */
public final class Shown {

  private static final long SECONDS_A_MINUTE = 60;
  private static final long MINUTES_AN_HOUR = 60;
  private static final long HOURS_A_DAY = 24;

  private final MessageSource messages;
  private final Locale locale;
  private final ZoneId zone;
  private final Instant now;

  Shown(MessageSource messages, Locale locale, ZoneId zone, Instant now) {
    this.messages = messages;
    this.locale = locale;
    this.zone = zone;
    this.now = now;
  }

  public Locale locale() {
    return locale;
  }

  public ZoneId zone() {
    return zone;
  }

  public Instant now() {
    return now;
  }

  /** A text of the console in the reader's language. */
  public String text(String key, Object... values) {
    return messages.getMessage(key, values, locale);
  }

  /** What the server says, in the reader's language. */
  public String said(Sentence sentence) {
    return messages.getMessage(sentence, locale);
  }

  /** What the server said of a failure, in the reader's language where it is known. */
  public String failure(String message) {
    return FailureSentence.of(message)
        .map(found -> text(found.key(), found.said()))
        .orElse(message);
  }

  /** What somebody did, as the audit has it. */
  public String action(String name) {
    return has("action." + name) ? text("action." + name) : text("action.other", name);
  }

  /** Whether there is such a text. */
  public boolean has(String key) {
    return messages.getMessage(key, null, null, locale) != null;
  }

  public String number(Number value) {
    return NumberFormat.getInstance(locale).format(value);
  }

  /** A number with its noun: {@code KEY.one} for one, else {@code KEY.many} with the number. */
  public String count(String key, Number value) {
    return text(key + (value.longValue() == 1 ? ".one" : ".many"), number(value));
  }

  /** Date and time to the second, as on the detail pages. */
  public String time(Instant at) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
        .withLocale(locale)
        .format(at.atZone(zone));
  }

  /** The time alone when it is today's, else date and time; for lists. */
  public String when(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    return local.toLocalDate().equals(today())
        ? text("time.today", clock(at))
        : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .format(local);
  }

  /** Hours, minutes and seconds. */
  public String clock(Instant at) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
        .withLocale(locale)
        .format(at.atZone(zone));
  }

  public String date(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(day);
  }

  /** How long ago that was, in words. */
  public String ago(Instant at) {
    Duration age = Duration.between(at, now);
    return age.toSeconds() < SECONDS_A_MINUTE
        ? text("time.just-now")
        : text("time.ago", largest(age));
  }

  private String largest(Duration age) {
    if (age.toDays() > 0) {
      return text("length.days", number(age.toDays()));
    }
    return age.toHours() > 0
        ? text("length.hours", number(age.toHours()))
        : text("length.minutes", number(age.toMinutes()));
  }

  /** The largest two units of a length of time: {@code 3 min 20 s}. */
  public String length(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    long minutes = seconds / SECONDS_A_MINUTE;
    long hours = minutes / MINUTES_AN_HOUR;
    long days = hours / HOURS_A_DAY;
    if (minutes == 0) {
      return text("length.seconds", seconds);
    }
    if (hours == 0) {
      return two("length.minutes", minutes, "length.seconds", seconds % SECONDS_A_MINUTE);
    }
    return days == 0
        ? two("length.hours", hours, "length.minutes", minutes % MINUTES_AN_HOUR)
        : two("length.days", days, "length.hours", hours % HOURS_A_DAY);
  }

  public String seconds(long seconds) {
    return length(Duration.ofSeconds(seconds));
  }

  /** The colour of a word: the state of a call, a letter, a job or a portal, or a category. */
  public String tone(Object word) {
    return "tone-" + Tones.of(String.valueOf(word));
  }

  /** The size of a file, in the largest unit that it fills. */
  public String size(long bytes) {
    double kilo = bytes / 1000.0;
    return kilo < 1000
        ? number(Math.max(1, Math.round(kilo))) + " kB"
        : number(Math.round(kilo / 100) / 10.0) + " MB";
  }

  /** For {@code datetime=""}. */
  public String iso(Instant at) {
    return at.toString();
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, zone);
  }

  /** What an operator calls a number: as the phone sent it, or that there was none. */
  public String caller(Optional<String> number) {
    return number.filter(text -> !text.isBlank()).orElseGet(() -> text("call.withheld"));
  }

  private String two(String larger, long many, String smaller, long few) {
    String first = text(larger, number(many));
    return few == 0 ? first : first + " " + text(smaller, number(few));
  }
}
