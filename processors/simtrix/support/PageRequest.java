package simtrix.support;

import java.util.Map;
import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param page counted from 0
 * @param size rows a page, at most 500
 */
public record PageRequest(int page, int size) {

  private static final int USUAL_SIZE = 50;

  /**
   * @param request parameters by name, already held against the contract
   */
  static PageRequest of(Map<String, ?> request) {
    return new PageRequest(
        number(request, "page").orElse(0), number(request, "size").orElse(USUAL_SIZE));
  }

  long from() {
    return (long) page * size;
  }

  private static Optional<Integer> number(Map<String, ?> request, String name) {
    return Optional.ofNullable(request.get(name))
        .map(Object::toString)
        .filter(text -> !text.isBlank())
        .map(Integer::valueOf);
  }
}
