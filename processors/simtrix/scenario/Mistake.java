package simtrix.scenario;

/**
 * One mistake in the file.
 *
 * @param line from 1; 0 where the file as a whole is meant
 * @param sentence what is wrong and what to do, beginning with the key
 */
record Mistake(int line, int column, String sentence) {

  /** The whole sentence, with the place. */
  String in(String file) {
    return line == 0
        ? file + ": " + sentence
        : "%s, line %d, column %d: %s".formatted(file, line, column, sentence);
  }
}
