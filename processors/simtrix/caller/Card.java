package simtrix.caller;

import java.util.Optional;

/**
 * What the panel on the ringing phone shows (DESIGN 4). Absent parts are null in JSON.
 *
 * @param callId the call it was asked for; absent when only a number was asked for
 * @param matches how many CRM records carry the number
 */
public record Card(
    Optional<String> callId,
    Kind kind,
    Optional<Freshness> freshness,
    int matches,
    Optional<Caller> caller,
    Optional<Deal> deal,
    Optional<Lead> lead) {

  /** What the server can say about the caller. */
  public enum Kind {
    KNOWN,
    UNKNOWN,
    ANONYMOUS,
    /** The portal has not answered yet; ask again. */
    PENDING
  }

  /** How old the answer is. */
  public enum Freshness {
    /** Asked just now. */
    LIVE,
    /** From the cache, within its time to live. */
    CACHED,
    /** Older, shown because it is better than nothing, and being renewed. */
    STALE
  }

  /** The record that the number belongs to. */
  public record Caller(
      String type,
      long id,
      String name,
      Optional<String> company,
      Optional<String> responsible,
      String url) {}

  /** The open deal. */
  public record Deal(
      long id, String title, String stage, String amount, String currency, String url) {}

  /** The open lead. */
  public record Lead(long id, String title, String stage, String url) {}
}
