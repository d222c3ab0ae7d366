package simtrix.phone.call;

/** How a call ended. */
public enum Outcome {
  ANSWERED,
  MISSED,
  REJECTED
}
