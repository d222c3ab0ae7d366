package simtrix.scenario;

/** How a call ended, as far as rules make a difference. */
public enum CallEnd {
  ANSWERED,
  MISSED,
  REJECTED
}
