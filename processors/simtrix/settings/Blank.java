package simtrix.settings;

import java.util.Optional;

/** Reads an empty text as "not set": an environment cannot say it otherwise. */
final class Blank {
  private Blank() {}

  static <T> Optional<T> toEmpty(Optional<T> value) {
    return value == null ? Optional.empty() : value.filter(some -> !some.toString().isBlank());
  }
}
