package simtrix.settings;

/**
 * The server cannot start, for a reason that the operator can mend. The message is one sentence or
 * two: what is wrong, where, and what to do. It is all that is printed.
 */
public class StartRefusedException extends RuntimeException {

  /**
   * @param sentence what is wrong, where, and what to do
   */
  public StartRefusedException(String sentence) {
    super(sentence);
  }

  /**
   * @param sentence what is wrong, where, and what to do
   * @param cause what made it known
   */
  public StartRefusedException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
