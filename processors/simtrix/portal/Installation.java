package simtrix.portal;

import java.net.URI;

/**
 * An installation of the application that has been checked and proved (DESIGN 5).
 *
 * @param memberId the portal's lasting name
 * @param clientEndpoint where its methods are called
 * @param oauthEndpoint {@code server_endpoint}: its OAuth server's REST address
 * @param tokens the first pair
 * @param applicationToken what the portal's events carry to show where they come from
 * @param language two letters
 */
public record Installation(
    String memberId,
    URI clientEndpoint,
    URI oauthEndpoint,
    Tokens tokens,
    String applicationToken,
    String language) {

  /** The same with the pair that a refresh has put in place of the first one. */
  public Installation with(Tokens fresh) {
    return new Installation(
        memberId, clientEndpoint, oauthEndpoint, fresh, applicationToken, language);
  }

  /** Says what may stand in a log: no secrets. */
  @Override
  public String toString() {
    return "Installation[host=%s]".formatted(clientEndpoint.getHost());
  }
}
