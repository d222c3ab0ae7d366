package simtrix.phone.server;

import java.util.Optional;

/**
 * What a redeemed code is worth.
 *
 * @param portal whose phone it is now, where the server says so
 */
public record NewPairing(
    String deviceId, String token, Optional<String> portal, PhoneSettings settings) {

  @Override
  public String toString() {
    return "NewPairing[deviceId=" + deviceId + "]";
  }
}
