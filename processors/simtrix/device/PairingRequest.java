package simtrix.device;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;

/**
 * What a phone sends to be paired.
 *
 * @param code as the user typed it or the QR code held it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PairingRequest(String code, Optional<Phone> device) {

  /** What the phone says of itself; texts that are absent are kept empty. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Phone(
      Optional<String> name,
      Optional<String> model,
      Optional<String> androidVersion,
      Optional<String> appVersion) {

    static Phone silent() {
      return new Phone(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }
}
