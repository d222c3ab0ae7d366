package simtrix.deadletter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import simtrix.deadletter.DeadLetter.State;
import simtrix.failure.Category;

/**
 * Which dead letters are asked for; what is empty does not filter.
 *
 * @param group key of a group of like failures, as {@link LetterGroup} has it
 * @param q is looked for in number, call id, code and message
 * @param from inclusive, by the time of the last failure
 * @param to exclusive
 */
public record LetterFilter(
    Optional<Long> portal,
    Optional<Category> category,
    Optional<String> group,
    Set<State> states,
    Optional<String> q,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** The letters that somebody has to look at. */
  public static final Set<State> WAITING = Set.of(State.DEAD, State.RETRYING);

  private static final String EVERY_STATE = "ALL";

  public LetterFilter {
    states = Set.copyOf(states);
  }

  /**
   * @param request parameters by name as the contract has them: portal, category, group, state, q,
   *     from, to; without a state those that wait
   */
  public static LetterFilter of(Map<String, ?> request) {
    return new LetterFilter(
        text(request, "portal").map(Long::valueOf),
        text(request, "category").map(Category::valueOf),
        text(request, "group"),
        text(request, "state").map(LetterFilter::states).orElse(WAITING),
        text(request, "q"),
        time(request, "from"),
        time(request, "to"));
  }

  /** The same for letters of one state. */
  public LetterFilter in(State state) {
    return new LetterFilter(portal, category, group, Set.of(state), q, from, to);
  }

  private static Set<State> states(String text) {
    return text.equals(EVERY_STATE) ? EnumSet.allOf(State.class) : Set.of(State.valueOf(text));
  }

  private static Optional<String> text(Map<String, ?> request, String name) {
    return Optional.ofNullable(request.get(name))
        .map(Object::toString)
        .filter(text -> !text.isBlank());
  }

  private static Optional<Instant> time(Map<String, ?> request, String name) {
    return text(request, name).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
  }
}
