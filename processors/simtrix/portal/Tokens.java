package simtrix.portal;

/**
 * A pair as the OAuth server gives it; the older pair dies with it (REFERENCE 2.1).
 *
 * @param accessToken good for about an hour
 * @param refreshToken good for one refresh within 180 days
 */
public record Tokens(String accessToken, String refreshToken) {

  /** Says what may stand in a log: nothing. */
  @Override
  public String toString() {
    return "Tokens[]";
  }
}
