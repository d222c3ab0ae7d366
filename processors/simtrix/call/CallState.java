package simtrix.call;

/** How far a call has come, in this order and never back (DESIGN 4). */
public enum CallState {
  RINGING,
  ANSWERED,
  ENDED
}
