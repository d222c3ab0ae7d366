package simtrix.device;

import java.util.UUID;

/** What a phone gets when it is paired; the token is shown here and never again. */
public record Paired(UUID deviceId, String token, PhoneSettings settings) {

  @Override
  public String toString() {
    return "Paired[deviceId=" + deviceId + "]";
  }
}
