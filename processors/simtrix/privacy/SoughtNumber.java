package simtrix.privacy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import simtrix.caller.CallerNumber;

/**
 * A number whose traces are looked for.
 *
 * @param typed as somebody typed it
 * @param read the telephone number that it is; empty for a short code or any other text
 */
public record SoughtNumber(String typed, Optional<CallerNumber> read) {

  /** Shorter ones occur by chance in a text. */
  private static final int SHORTEST_IN_TEXT = 7;

  /** What the number is called in answers. */
  public String name() {
    return e164().orElse(typed);
  }

  Optional<String> e164() {
    return read.map(CallerNumber::e164);
  }

  /** All texts that mean it, as phones and people write them. */
  Set<String> spellings() {
    Set<String> all = new LinkedHashSet<>();
    all.add(typed);
    read.ifPresent(number -> all.addAll(number.spellings()));
    return all;
  }

  /** Its digits in every spelling; never empty. */
  Set<String> digits() {
    Set<String> all = new LinkedHashSet<>();
    Stream.concat(Stream.of(typed), read.stream().flatMap(number -> number.spellings().stream()))
        .map(text -> text.replaceAll("\\D", ""))
        .filter(text -> !text.isEmpty())
        .forEach(all::add);
    return all.isEmpty() ? Set.of(typed) : all;
  }

  /** By which it is found inside a text: the shortest that is still sure to be this number. */
  Optional<String> digitsInText() {
    List<String> sure =
        digits().stream().filter(text -> text.length() >= SHORTEST_IN_TEXT).toList();
    return sure.stream().min((one, other) -> Integer.compare(one.length(), other.length()));
  }
}
