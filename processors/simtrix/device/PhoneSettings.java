package simtrix.device;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ETag;

/**
 * What the operator has decided for the app.
 *
 * @param overlay whether the caller's panel is shown over other apps
 * @param recording whether the portal's administrator allows recordings; the phone's user decides
 *     as well
 */
public record PhoneSettings(boolean overlay, boolean recording) {

  /** Those of the phones of one portal; the panel is everybody's. */
  public static PhoneSettings of(boolean recordingAllowed) {
    return new PhoneSettings(true, recordingAllowed);
  }

  /** The entity tag of these settings, with its quotes (RFC 9110, 8.8.3). */
  String tag() {
    return '"'
        + UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8)).toString()
        + '"';
  }

  /** Whether a phone that sends this {@code If-None-Match} has these settings already. */
  boolean isKnownBy(Optional<String> ifNoneMatch) {
    ETag current = ETag.create(tag());
    return ifNoneMatch.map(ETag::parse).stream()
        .flatMap(java.util.List::stream)
        .anyMatch(known -> known.isWildcard() || known.compare(current, false));
  }
}
