package simtrix.writing;

/**
 * What an attempt has to do with a call: what its rule says, without what is done already.
 *
 * @param lead make somebody new a lead, or find the one that an earlier attempt made
 * @param log write the call
 * @param task make a task to call back
 * @param notification tell somebody
 */
public record Steps(boolean lead, boolean log, boolean task, boolean notification) {

  /** Nobody has to do anything about the call any more; it is corrected next (decision 0008). */
  Steps withoutFollowUp() {
    return new Steps(lead, log, false, false);
  }
}
