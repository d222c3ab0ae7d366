package simtrix.failure;

import java.time.Instant;
import java.util.Optional;

/**
 * A request to a portal that did not do what it should, already judged. The message is a sentence
 * for people: what was wrong, where, what to do. What the portal said stands in it, and that may
 * name numbers and persons, so it is kept and shown but not logged (see {@link #codeOf}).
 */
public final class CrmFailure extends RuntimeException {

  private final Category category;
  private final String code;
  private final Instant notBefore;
  private final boolean attempt;
  private final boolean unclear;

  private CrmFailure(
      Category category,
      String code,
      String sentence,
      Throwable cause,
      Instant notBefore,
      boolean attempt,
      boolean unclear) {
    super(sentence, cause);
    this.category = category;
    this.code = code;
    this.notBefore = notBefore;
    this.attempt = attempt;
    this.unclear = unclear;
  }

  /**
   * @param code the portal's own error code, or one of ours in the same style ({@code TIMEOUT});
   *     never empty
   */
  public static CrmFailure of(Category category, String code, String sentence) {
    return new CrmFailure(category, code, sentence, null, null, true, false);
  }

  /** Like {@link #of(Category, String, String)}, with what caused it for the log. */
  public static CrmFailure of(Category category, String code, String sentence, Throwable cause) {
    return new CrmFailure(category, code, sentence, cause, null, true, false);
  }

  /** The same failure, not to be tried again before that instant (REFERENCE 3.2). */
  public CrmFailure notBefore(Instant instant) {
    return new CrmFailure(category, code, getMessage(), getCause(), instant, attempt, unclear);
  }

  /**
   * The same failure of a write that the portal may still be working on (decision 0003).
   *
   * @param settled when it cannot be working on it any more
   */
  public CrmFailure unclearUntil(Instant settled) {
    return new CrmFailure(category, code, getMessage(), getCause(), settled, attempt, true);
  }

  /** The same failure for a request that was never sent (open circuit): it counts as no attempt. */
  public CrmFailure withoutAttempt() {
    return new CrmFailure(category, code, getMessage(), getCause(), notBefore, false, unclear);
  }

  /**
   * What may stand in a log: a portal's sentence may hold names and numbers, its code does not.
   *
   * @return category and code of the failure behind this; else its class
   */
  public static String codeOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CrmFailure judged) {
        return judged.category + " " + judged.code;
      }
    }
    return failure.getClass().getSimpleName();
  }

  public Category category() {
    return category;
  }

  public String code() {
    return code;
  }

  public Optional<Instant> notBefore() {
    return Optional.ofNullable(notBefore);
  }

  /** Whether the portal may have seen the request; false only where it was held back on purpose. */
  public boolean isAttempt() {
    return attempt;
  }

  /** Whether the portal may still be working on it, so that what stands there may change yet. */
  public boolean isUnclear() {
    return unclear;
  }
}
