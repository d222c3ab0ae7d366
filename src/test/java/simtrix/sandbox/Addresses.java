package simtrix.sandbox;

import java.net.URI;

/**
 * Where the portal and its OAuth server say they are. A renamed portal has a new address and the
 * same member id.
 *
 * @param portal scheme, host and port of the portal
 * @param oauth scheme, host and port of the OAuth server
 */
record Addresses(URI portal, URI oauth, String memberId) {

  String clientEndpoint() {
    return portal + "/rest/";
  }

  String serverEndpoint() {
    return oauth + "/rest/";
  }

  String domain() {
    return portal.getAuthority();
  }

  String oauthDomain() {
    return oauth.getAuthority();
  }
}
