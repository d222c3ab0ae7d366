package simtrix.call;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a call stands in the server's journal; an ended call has exactly one of the last six
 * (DESIGN 3).
 */
public enum CallStatus {
  RINGING,
  ANSWERED,
  /** Waits to be written into the CRM. */
  QUEUED,
  /** Stands in the CRM. */
  WRITTEN,
  /** By rule kept here and not sent to the CRM. */
  LOCAL,
  /** An attempt failed; another one is planned. */
  RETRYING,
  /** Given up; a person has to look at it. */
  DEAD,
  /** A person decided that it need not be written. */
  ARCHIVED;

  /** The status of every call that has ended. */
  public static final Set<CallStatus> OF_ENDED_CALLS = EnumSet.range(QUEUED, ARCHIVED);
}
