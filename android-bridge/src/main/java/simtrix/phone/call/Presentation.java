package simtrix.phone.call;

/** Whether the network told the caller's number. */
public enum Presentation {
  ALLOWED,
  RESTRICTED,
  UNKNOWN,
  PAYPHONE
}
