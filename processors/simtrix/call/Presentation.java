package simtrix.call;

/** Whether the network showed the caller's number (Android's {@code TelecomManager}, DESIGN 4). */
public enum Presentation {
  ALLOWED,
  RESTRICTED,
  UNKNOWN,
  PAYPHONE
}
