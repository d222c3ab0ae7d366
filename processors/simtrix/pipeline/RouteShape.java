package simtrix.pipeline;

import java.util.List;

/**
 * A route as somebody sees it who does not read YAML.
 *
 * @param file the file that it stands in, without its endings
 * @param entry what sets it off, in words
 */
public record RouteShape(
    String id, String description, String file, String entry, List<StepShape> steps) {

  /** Ids of the routes that it calls, in order, each once. */
  public List<String> calls() {
    return steps.stream().flatMap(StepShape::called).distinct().toList();
  }
}
