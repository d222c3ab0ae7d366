package simtrix.call;

/** How a call ended. */
public enum CallOutcome {
  ANSWERED,
  MISSED,
  REJECTED,
  /** The phone never said: closed by the server (DESIGN 3). */
  UNKNOWN
}
