package simtrix.bitrix24;

/**
 * Whether a portal lets us write telephony calls, which needs an application on most (REFERENCE
 * 5.0).
 */
public interface TelephonyMode {

  /** Known from the kind of connection or a probe; asks the portal where it is not known yet. */
  boolean isTelephonyAllowed(long portal);

  /** Remembers that the portal said {@code WRONG_AUTH_TYPE} to a telephony method. */
  void telephonyWasRefused(long portal);
}
