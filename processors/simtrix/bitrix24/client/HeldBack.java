package simtrix.bitrix24.client;

import simtrix.failure.Category;
import simtrix.failure.CrmFailure;

/** Failures that this server makes itself, before or instead of a request. */
final class HeldBack {
  private HeldBack() {}

  static CrmFailure queueFull(int most) {
    return CrmFailure.of(
            Category.RATE_LIMIT,
            "QUEUE_FULL",
            "%d commands wait for this portal already; try later.".formatted(most))
        .withoutAttempt();
  }

  static CrmFailure noDatabase() {
    return CrmFailure.of(
            Category.NETWORK,
            "NO_DATABASE",
            "The portal's bucket or tokens could not be read from the database; try later.")
        .withoutAttempt();
  }

  static CrmFailure oauthBusy() {
    return CrmFailure.of(
            Category.NETWORK,
            "OAUTH_BUSY",
            "Too many portals wait for new tokens at this moment; try later.")
        .withoutAttempt();
  }

  static CrmFailure stopping() {
    return CrmFailure.of(Category.NETWORK, "STOPPING", "The server is being stopped; try later.")
        .withoutAttempt();
  }

  /** Nothing is wrong with the call: whoever began the newer attempt answers for it. */
  static CrmFailure overtaken() {
    return CrmFailure.of(
            Category.NETWORK,
            "OVERTAKEN",
            "Another attempt has begun while this one stood still, and goes on with the call.")
        .withoutAttempt();
  }

  static CrmFailure tooLate() {
    return CrmFailure.of(
            Category.NETWORK,
            "TOO_LATE",
            "The server stood still between the note in its journal and the request; try later.")
        .withoutAttempt();
  }

  static CrmFailure unreadable(String sentence) {
    return CrmFailure.of(Category.AUTH, "UNREADABLE_TOKEN", sentence);
  }

  static CrmFailure fault(Throwable fault) {
    return CrmFailure.of(
        Category.BUG,
        "REQUEST_FAILED",
        "The request could not be made because of a fault in this server: the log has it.",
        fault);
  }
}
