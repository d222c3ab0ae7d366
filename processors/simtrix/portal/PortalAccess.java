package simtrix.portal;

import java.net.URI;
import java.util.Optional;

/**
 * What it takes to talk to one portal, decrypted: for the one who sends requests, and for nobody to
 * keep.
 *
 * @param endpoint where method names are appended, with a slash at its end; of a webhook it holds
 *     the secret
 * @param oauthEndpoint {@code server_endpoint} of the installation; empty for a webhook
 * @param accessToken empty for a webhook and once the application is gone
 * @param refreshToken good for one refresh (REFERENCE 2.1)
 */
public record PortalAccess(
    long id,
    String memberId,
    Portal.Mode mode,
    Portal.Status status,
    URI endpoint,
    Optional<URI> oauthEndpoint,
    Optional<String> accessToken,
    Optional<String> refreshToken) {

  /** Says what may stand in a log: no secrets. */
  @Override
  public String toString() {
    return "PortalAccess[id=%d, mode=%s, status=%s]".formatted(id, mode, status);
  }
}
