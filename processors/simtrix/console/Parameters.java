package simtrix.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.ValueRange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.web.util.UriComponentsBuilder;
import simtrix.edge.Problem.FieldError;
import simtrix.edge.RefusedRequest;

/**
 * The filter of a list as it stands in the page's address, so that the address can be shared. An
 * empty field does not filter.
 */
final class Parameters {

  static final String PAGE = "page";

  /** What the database can keep as well. */
  private static final ValueRange YEARS = ValueRange.of(1970, 9998);

  private static final int LAST_PAGE = 1_000_000;

  private final Map<String, String> given = new TreeMap<>();

  Parameters(Map<String, String> request) {
    request.forEach(
        (name, value) -> {
          if (!value.isBlank()) {
            given.put(name, value.strip());
          }
        });
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name));
  }

  /**
   * @throws RefusedRequest 400 when it is no whole number
   */
  Optional<Long> number(String name) {
    try {
      return text(name).map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw wrong(name, "refusal.filter.number");
    }
  }

  /**
   * @throws RefusedRequest 400 when it is none
   */
  Optional<UUID> uuid(String name) {
    try {
      return text(name).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      throw wrong(name, "refusal.filter.id");
    }
  }

  /**
   * @throws RefusedRequest 400 when it is none of the enum's words
   */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> words) {
    try {
      return text(name).map(word -> Enum.valueOf(words, word));
    } catch (IllegalArgumentException e) {
      throw wrong(name, "refusal.filter.choice");
    }
  }

  /** The first moment of a day; a moment, which pages write themselves, is itself. */
  Optional<Instant> from(String name, ZoneId zone) {
    return moment(name).or(() -> date(name).map(day -> day.atStartOfDay(zone).toInstant()));
  }

  /** The first moment after a day; a moment is itself. */
  Optional<Instant> until(String name, ZoneId zone) {
    return moment(name)
        .or(() -> date(name).map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
  }

  int page() {
    return number(PAGE).filter(page -> page >= 0 && page < LAST_PAGE).map(Long::intValue).orElse(0);
  }

  /** For forms: what stands in a field. */
  Map<String, String> all() {
    return given;
  }

  /** Whether anything but the page is given. */
  boolean filters() {
    return given.keySet().stream().anyMatch(name -> !name.equals(PAGE));
  }

  /** The same filter under another path, from the first page on. */
  String address(String path) {
    return address(path, Map.of());
  }

  /** The same with some parameters set anew; an empty one is left out. */
  String address(String path, Map<String, String> changes) {
    Map<String, String> all = new TreeMap<>(given);
    all.remove(PAGE);
    all.putAll(changes);
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
    Map<String, Object> values = new TreeMap<>();
    all.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            address.queryParam(name, "{" + name + "}");
            values.put(name, value);
          }
        });
    return address.encode().buildAndExpand(values).toUriString();
  }

  private Optional<Instant> moment(String name) {
    try {
      return text(name).map(Instant::parse).filter(at -> inOurTime(at.atZone(ZoneOffset.UTC)));
    } catch (DateTimeParseException noMoment) {
      return Optional.empty();
    }
  }

  private static boolean inOurTime(TemporalAccessor day) {
    return YEARS.isValidIntValue(day.get(ChronoField.YEAR));
  }

  private Optional<LocalDate> date(String name) {
    try {
      Optional<LocalDate> day = text(name).map(LocalDate::parse);
      if (day.isPresent() && !inOurTime(day.get())) {
        throw wrong(name, "refusal.filter.year");
      }
      return day;
    } catch (DateTimeParseException e) {
      throw wrong(name, "refusal.filter.day");
    }
  }

  private RefusedRequest wrong(String name, String key) {
    return RefusedRequest.invalid(FieldError.of(name, key, given.get(name)));
  }
}
