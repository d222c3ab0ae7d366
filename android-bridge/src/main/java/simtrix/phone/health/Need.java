package simtrix.phone.health;

/** Something that Android has to allow. */
public enum Need {
  PHONE_STATE,
  CALL_LOG,
  /**
   * The role of a call screening app, which brings the number sooner and works without the call
   * log.
   */
  SCREENING_ROLE,
  OVERLAY,
  NOTIFICATIONS,
  BATTERY,
  /** That Android does not take its permissions away because nobody opens it for months. */
  STAYS_ACTIVE,
  CONTACTS
}
