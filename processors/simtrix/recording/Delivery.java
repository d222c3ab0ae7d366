package simtrix.recording;

/** Where a received recording is on its way to the portal. */
public enum Delivery {
  /** Its call does not stand in the portal yet. */
  WAITING,
  QUEUED,
  /** An attempt failed; another one is planned. */
  RETRYING,
  /** Given up; a person has to look at it. */
  DEAD,
  /** A person decided that it need not be attached. */
  ARCHIVED
}
