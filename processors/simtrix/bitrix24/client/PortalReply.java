package simtrix.bitrix24.client;

import java.util.Optional;

/**
 * An HTTP answer as it came.
 *
 * @param location where a redirect points; it was not followed
 * @param body empty for an answer without one
 */
record PortalReply(int status, Optional<String> location, byte[] body) {

  boolean isRedirect() {
    return status == 301 || status == 302 || status == 307 || status == 308;
  }
}
