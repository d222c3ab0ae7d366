package simtrix.phone.server;

import java.util.Optional;

/**
 * Who is calling, as the server tells it.
 *
 * @param matches how many records of the CRM carry the number
 * @param caller present with {@link Kind#KNOWN} alone
 */
public record Card(
    Kind kind,
    Freshness freshness,
    int matches,
    Optional<Caller> caller,
    Optional<Deal> deal,
    Optional<Lead> lead) {

  /** What is known of the number; {@link #PENDING} means: ask again. */
  public enum Kind {
    KNOWN,
    UNKNOWN,
    ANONYMOUS,
    PENDING
  }

  /** How far the card can be trusted. */
  public enum Freshness {
    LIVE,
    CACHED,
    STALE
  }

  /** A contact, a company or a lead; {@code url} opens it in the portal. */
  public record Caller(
      String type,
      long id,
      String name,
      Optional<String> company,
      Optional<String> responsible,
      Optional<String> url) {}

  /** The open deal; {@code amount} is a decimal number with a point, in {@code currency}. */
  public record Deal(
      long id,
      String title,
      Optional<String> stage,
      Optional<String> amount,
      Optional<String> currency,
      Optional<String> url) {}

  /** The open lead. */
  public record Lead(long id, String title, Optional<String> stage, Optional<String> url) {}
}
