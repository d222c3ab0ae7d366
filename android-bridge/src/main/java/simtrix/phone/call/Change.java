package simtrix.phone.call;

/**
 * What a telling of Android meant for one call.
 *
 * @param call as it is after the change
 */
public record Change(Kind kind, Call call) {

  /** What has changed. */
  public enum Kind {
    RANG,
    NUMBER_KNOWN,
    /** It was certainly this call that was picked up. */
    PICKED_UP,
    /** It was picked up or given up beside another call; only the log can tell. */
    STOPPED_RINGING,
    /** The SIM became known, or another call came beside it: to be kept, not to be told. */
    NOTED,
    OVER
  }
}
