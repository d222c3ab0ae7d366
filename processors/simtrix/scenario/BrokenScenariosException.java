package simtrix.scenario;

import java.util.List;
import java.util.stream.Collectors;
import simtrix.text.Sentence;

/** A file that cannot be rules. The message is a line for each mistake, each with its place. */
final class BrokenScenariosException extends Exception {

  private final transient List<Sentence> mistakes;

  BrokenScenariosException(List<Sentence> mistakes) {
    super(lines(mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /** One for each mistake, with its place. */
  List<Sentence> mistakes() {
    return mistakes;
  }

  static String lines(List<Sentence> mistakes) {
    return mistakes.stream()
        .map(Sentence::english)
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
