package simtrix.scenario;

import simtrix.text.Sentence;

/**
 * One mistake in the file.
 *
 * @param line from 1; 0 where the file as a whole is meant
 * @param sentence what is wrong and what to do, beginning with the key
 */
record Mistake(int line, int column, Sentence sentence) {

  /** The whole sentence, with the place. */
  Sentence in(String file) {
    return line == 0
        ? Sentence.of("mistake.in-file", file, sentence)
        : Sentence.of("mistake.in-line", file, line, column, sentence);
  }
}
