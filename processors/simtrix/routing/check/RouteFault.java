package simtrix.routing.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import simtrix.text.Sentence;

/**
 * Something wrong in a route file.
 *
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param column counted from 1; 0 when the file as a whole is meant
 * @param said what is wrong and what to do
 */
public record RouteFault(String file, int line, int column, @JsonIgnore Sentence said) {

  /** In English, for logs, the API and {@code bin/check-routes}. */
  @JsonProperty
  public String sentence() {
    return said.english();
  }

  /** As compilers write it, so that editors can jump to the place. */
  @Override
  public String toString() {
    return line == 0
        ? "%s: %s".formatted(file, sentence())
        : "%s:%d:%d: %s".formatted(file, line, column, sentence());
  }
}
