package simtrix.bitrix24;

import java.util.Optional;
import simtrix.bitrix24.CallEntry.Result;
import simtrix.failure.CrmFailure;

/**
 * What is known to stand in the portal of a call, whether or not the write came to its end.
 *
 * @param callId the portal's CALL_ID; absent where the call is a plain activity
 * @param activityId the activity on the timeline
 * @param result as which it stands there, which may not be what it turned out to be since
 * @param bound whether the activity hangs on the open deal or lead; true where there is none
 * @param failure what stopped the write; empty when it is complete
 */
public record WrittenCall(
    Optional<String> callId,
    Optional<Long> activityId,
    Optional<Result> result,
    boolean bound,
    Optional<CrmFailure> failure) {

  /** A call of which the portal knows nothing yet. */
  public static WrittenCall nothing() {
    return new WrittenCall(
        Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  WrittenCall registered(String id) {
    return new WrittenCall(Optional.of(id), activityId, result, bound, failure);
  }

  /**
   * @param activity 0 where it stands in the statistics alone
   */
  WrittenCall standsAs(Result as, long activity) {
    return new WrittenCall(
        callId, Optional.of(Math.max(0, activity)), Optional.of(as), bound, failure);
  }

  WrittenCall on(long activity) {
    return new WrittenCall(callId, Optional.of(activity), result, bound, failure);
  }

  WrittenCall complete() {
    return new WrittenCall(callId, activityId, result, true, Optional.empty());
  }

  WrittenCall stoppedBy(CrmFailure reason) {
    return new WrittenCall(callId, activityId, result, bound, Optional.of(reason));
  }

  /** Whether the call itself stands in the portal, so that only its binding can be missing. */
  boolean stands() {
    return activityId.isPresent();
  }
}
