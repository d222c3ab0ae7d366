package simtrix.device;

import java.util.UUID;

/**
 * What a phone gets when it is paired; the token is shown here and never again.
 *
 * @param portal names the company on this server, so that a phone that is paired anew knows whether
 *     the events that wait on it are this company's
 */
public record Paired(UUID deviceId, String portal, String token, PhoneSettings settings) {

  @Override
  public String toString() {
    return "Paired[deviceId=" + deviceId + "]";
  }
}
