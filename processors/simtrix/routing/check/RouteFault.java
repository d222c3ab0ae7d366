package simtrix.routing.check;

/**
 * Something wrong in a route file.
 *
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param column counted from 1; 0 when the file as a whole is meant
 * @param sentence what is wrong and what to do
 */
public record RouteFault(String file, int line, int column, String sentence) {

  /** As compilers write it, so that editors can jump to the place. */
  @Override
  public String toString() {
    return line == 0
        ? "%s: %s".formatted(file, sentence)
        : "%s:%d:%d: %s".formatted(file, line, column, sentence);
  }
}
