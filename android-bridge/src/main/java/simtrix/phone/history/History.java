package simtrix.phone.history;

import java.util.List;

/** Reads the disk and, when asked, the server: never on the main thread. */
public interface History {

  /** The calls of the last seven days, newest first. */
  List<PastCall> recent();

  /** Asks the server what has become of those that are not settled yet. */
  void refresh();
}
