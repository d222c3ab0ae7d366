package simtrix.bitrix24;

import java.util.Optional;
import simtrix.failure.CrmFailure;

/**
 * What is known to stand in the portal of a call, whether or not the write came to its end.
 *
 * @param callId the portal's CALL_ID; absent where the call is a plain activity
 * @param activityId the activity on the timeline
 * @param bound whether the activity hangs on the open deal or lead; true where there is none
 * @param failure what stopped the write; empty when it is complete
 */
public record WrittenCall(
    Optional<String> callId,
    Optional<Long> activityId,
    boolean bound,
    Optional<CrmFailure> failure) {

  /** A call of which the portal knows nothing yet. */
  public static WrittenCall nothing() {
    return new WrittenCall(Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  WrittenCall registered(String id) {
    return new WrittenCall(Optional.of(id), activityId, bound, failure);
  }

  WrittenCall standsAs(long activity) {
    return new WrittenCall(
        callId, activity > 0 ? Optional.of(activity) : Optional.of(0L), bound, failure);
  }

  WrittenCall complete() {
    return new WrittenCall(callId, activityId, true, Optional.empty());
  }

  WrittenCall stoppedBy(CrmFailure reason) {
    return new WrittenCall(callId, activityId, bound, Optional.of(reason));
  }

  /** Whether the call itself stands in the portal, so that only its binding can be missing. */
  boolean stands() {
    return activityId.isPresent();
  }
}
