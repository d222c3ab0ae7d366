package simtrix.support;

import java.util.Map;
import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param page counted from 0
 * @param size rows a page, at most 200
 */
record Paging(int page, int size) {

  private static final int USUAL_SIZE = 50;

  static Paging of(Map<String, Object> request) {
    return new Paging(
        number(request, "page").orElse(0), number(request, "size").orElse(USUAL_SIZE));
  }

  long from() {
    return (long) page * size;
  }

  private static Optional<Integer> number(Map<String, Object> request, String name) {
    return Optional.ofNullable(request.get(name))
        .map(Object::toString)
        .filter(text -> !text.isBlank())
        .map(Integer::valueOf);
  }
}
