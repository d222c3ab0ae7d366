package simtrix.sandbox;

/**
 * One REST method as the portal publishes it.
 *
 * @param scope the permission it needs; empty for none
 * @param applicationOnly refused with WRONG_AUTH_TYPE when a webhook calls it (REFERENCE 5.0)
 */
record RestMethod(String name, String scope, boolean applicationOnly, Code code) {

  /** What the method does, run while the portal's state is locked. */
  @FunctionalInterface
  interface Code {
    Answer call(Caller caller, Params params);
  }
}
