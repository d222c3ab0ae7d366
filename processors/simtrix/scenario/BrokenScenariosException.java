package simtrix.scenario;

/** A file that cannot be rules. The message is a line for each mistake, each with its place. */
final class BrokenScenariosException extends Exception {

  BrokenScenariosException(String sentences) {
    super(sentences);
  }
}
