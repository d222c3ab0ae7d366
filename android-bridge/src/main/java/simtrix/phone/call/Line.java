package simtrix.phone.call;

/** What the phone does, over all its calls. */
public enum Line {
  IDLE,
  RINGING,
  OFFHOOK
}
