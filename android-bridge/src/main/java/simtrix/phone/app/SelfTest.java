package simtrix.phone.app;

/**
 * Plays a ring: asks the server for the card of a test number with this phone's token, and shows
 * the panel.
 */
public interface SelfTest {

  /** Blocks while the network works, so never on the main thread. */
  Result run();

  /** What the test found. */
  enum Result {
    WORKS,
    WORKS_SLOWLY,
    NOT_PAIRED,
    PAIR_AGAIN,
    NO_ANSWER,
    SERVER_TROUBLE,
    PANEL_NOT_ALLOWED
  }
}
