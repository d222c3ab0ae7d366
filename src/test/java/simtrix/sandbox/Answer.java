package simtrix.sandbox;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a method answers: the result, and for list methods the count and where the next page starts
 * (REFERENCE 1.2).
 */
record Answer(Object result, OptionalInt total, OptionalInt next) {

  static Answer of(Object result) {
    return new Answer(result, OptionalInt.empty(), OptionalInt.empty());
  }

  static Answer page(List<?> rows, int total, OptionalInt next) {
    return new Answer(rows, OptionalInt.of(total), next);
  }

  Answer withResult(Object other) {
    return new Answer(other, total, next);
  }
}
