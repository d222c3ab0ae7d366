package simtrix.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A step of a route.
 *
 * @param look what it looks like
 * @param target where it sends to, in words
 * @param route the route that it calls
 * @param branches ways of which one is taken, or steps that are left out at times
 */
public record StepShape(
    Look look,
    String id,
    String description,
    Optional<String> target,
    Optional<String> route,
    List<Branch> branches) {

  /** How a step is drawn. */
  public enum Look {
    /** A bean decides or does something. */
    WORK,
    /** Another route goes on. */
    CALL,
    /** A message, a request or a row leaves the route. */
    SEND,
    /** One of several ways is taken. */
    CHOICE,
    /** The exchange is prepared: a header, a property, a body. */
    NOTE,
    /** The route ends here. */
    STOP
  }

  /** One way. */
  public record Branch(String id, String description, List<StepShape> steps) {}

  Stream<String> called() {
    return Stream.concat(
        route.stream(),
        branches.stream().flatMap(branch -> branch.steps().stream()).flatMap(StepShape::called));
  }
}
