package simtrix.call;

/** What is written into the CRM, attempted and given up on its own. */
public enum WriteKind {
  CALL,
  /** The recording of a call that stands there already. */
  RECORDING
}
