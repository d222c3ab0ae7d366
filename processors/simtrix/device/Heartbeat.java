package simtrix.device;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;

/**
 * What a phone says of itself (DESIGN 4).
 *
 * @param queueLength events that still wait on the phone
 * @param recording whether the user lets the app upload recordings
 * @param permissions what the user allows the app
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Heartbeat(
    Optional<String> appVersion,
    Optional<String> androidVersion,
    Optional<Integer> queueLength,
    Optional<Boolean> recording,
    Optional<Permissions> permissions) {

  /** Each as Android answers it; absent when the app does not know. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Permissions(
      Optional<Boolean> phoneState,
      Optional<Boolean> callLog,
      Optional<Boolean> overlay,
      Optional<Boolean> notifications,
      Optional<Boolean> batteryUnrestricted) {}
}
